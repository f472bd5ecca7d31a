package io.pinflow.jobs.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.archive.ArchiveRun.State;
import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * One archive in a folder, the runs which write it one after another, and the records for them:
 * unless said otherwise, those of the topic {@code t}, whose values are {@code v0}, {@code v1}, ...
 */
final class ArchiveFixture {

  private static final long HOUR = 3_600_000L;

  private final Path root;

  ArchiveFixture(Path root) {
    this.root = root;
  }

  ArchiveRun start() throws Exception {
    return start(null);
  }

  ArchiveRun start(@Nullable State state) throws Exception {
    return start("t", state);
  }

  /** A run which archives one topic or stream, with a state or none. */
  ArchiveRun start(String stream, @Nullable State state) throws Exception {
    return ArchiveRun.start(root, state, stream);
  }

  /** The same run goes on from a checkpoint after a failure. */
  ArchiveRun goOn(ArchiveRun run, State state) throws Exception {
    return run.restart(root, state, "t");
  }

  /**
   * A run ends amid its commit: of three records each, the objects of one hour are visible, those
   * of the other are lost.
   */
  void killAmidACommit() throws Exception {
    ArchiveRun run = start();
    run.read(overTwoHours(0, 6));
    commitWithout("hour=01", run);
  }

  /** Leaves what a crash leaves between one object and the other. */
  State commitWithout(String hour, ArchiveRun run) throws Exception {
    State state = run.checkpoint();
    deleteUnfinished(hour);
    run.commit();
    return state;
  }

  private void deleteUnfinished(String hour) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file :
          files
              .filter(file -> file.toString().contains(hour))
              .filter(file -> file.getFileName().toString().startsWith("."))
              .filter(Files::isRegularFile)
              .collect(toList())) {
        Files.delete(file);
      }
    }
  }

  /** The records in visible objects. */
  List<RawRecord> records() throws IOException {
    return ArchiveRun.archived(root);
  }

  /** The values of the records in visible objects. */
  List<String> values() throws IOException {
    return ArchiveRun.values(root);
  }

  /** That the first records of the topic are archived, each once, and none besides. */
  void assertArchivedOnce(int count) throws IOException {
    assertThat(values())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, count).mapToObj(i -> "v" + i).collect(toList()));
  }

  /** A path below {@code raw/_ledger}. */
  Path ledger(String path) {
    return root.resolve("raw/_ledger").resolve(path);
  }

  /** The files in a folder below {@code raw/_ledger}. */
  List<Path> files(String folder) throws IOException {
    Path ledger = ledger(folder);
    if (!Files.isDirectory(ledger)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(ledger)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).collect(toList());
    }
  }

  /** What all ledgers of the topic {@code t} and the stream {@code s} say. */
  String ledgerText() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : files("topics/t")) {
      text.append(Files.readString(file));
    }
    for (Path file : files("streams/s")) {
      text.append(Files.readString(file));
    }
    return text.toString();
  }

  static RawRecord[] records(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> of("t", i)).toArray(RawRecord[]::new);
  }

  /** Records which go to the objects of two hours in turn. */
  static RawRecord[] overTwoHours(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> i % 2 == 0 ? of("t", i) : later(of("t", i)))
        .toArray(RawRecord[]::new);
  }

  static RawRecord of(String topic, long offset) {
    return new RawRecord(
        new KafkaPosition(topic, 0, offset), 0, null, List.of(), ("v" + offset).getBytes(UTF_8));
  }

  /** Records of one aggregate in the stream {@code s}. */
  static RawRecord[] aggregated(int sequence, String... values) {
    return Stream.of(values)
        .map(
            value ->
                new RawRecord(
                    new KinesisPosition("s", "shardId-0", Integer.toString(sequence)),
                    0,
                    null,
                    List.of(),
                    value.getBytes(UTF_8)))
        .toArray(RawRecord[]::new);
  }

  /** The same records an hour later. */
  static RawRecord[] later(RawRecord[] records) {
    return Stream.of(records).map(ArchiveFixture::later).toArray(RawRecord[]::new);
  }

  private static RawRecord later(RawRecord record) {
    return new RawRecord(
        record.position(), record.timestamp() + HOUR, record.key(), List.of(), record.value());
  }
}
