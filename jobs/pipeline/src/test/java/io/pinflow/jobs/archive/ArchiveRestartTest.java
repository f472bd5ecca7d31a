package io.pinflow.jobs.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.archive.ArchiveRun.State;
import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive holds when a run ends between two steps and another one begins. */
class ArchiveRestartTest {

  private static final long HOUR = 3_600_000L;

  @TempDir private Path root;

  @Test
  void namesItsObjectsBeforeTheCheckpointAndForgetsThemWhenTheLedgerCoversThem() throws Exception {
    ArchiveRun run = start();
    run.read(records(0, 3));
    assertThat(files("pending")).isEmpty();

    run.checkpoint();
    assertThat(files("pending")).hasSize(1);
    assertThat(files("topics/t")).isEmpty();
    assertThat(ArchiveRun.archived(root)).isEmpty();

    run.commit();
    assertThat(files("pending")).hasSize(1);
    assertThat(files("topics/t")).isEmpty();
    assertThat(ArchiveRun.archived(root)).hasSize(3);

    run.handOn();
    assertThat(files("pending")).isEmpty();
    assertThat(files("topics/t")).hasSize(1);
    assertThat(Files.readString(files("topics/t").get(0)))
        .isEqualTo("{\"sources\":[{\"last\":\"kafka://t/0/2\"}]}");
  }

  @Test
  void writesNeitherHintNorLedgerWithoutRecords() throws Exception {
    ArchiveRun run = start();
    run.complete();
    run.complete();

    assertThat(files("pending")).isEmpty();
    assertThat(files("topics/t")).isEmpty();
  }

  @Test
  void leavesOutWhatTheLedgerCoversOnceItStartsWithoutState() throws Exception {
    ArchiveRun run = start();
    run.read(records(0, 5));
    run.complete();

    run = start();
    run.read(records(0, 8));
    run.complete();

    assertArchivedOnce(8);
    assertThat(run.count("t.covered")).isEqualTo(5);
    assertThat(run.count("t.received")).isEqualTo(3);
  }

  @Test
  void archivesWhatAKilledRunNeverMadeVisible() throws Exception {
    ArchiveRun run = start();
    run.read(records(0, 5));
    run.checkpoint();

    run = start();
    run.read(records(0, 8));
    run.complete();

    assertArchivedOnce(8);
    assertThat(run.count("t.covered")).isZero();
    assertThat(files("pending")).isEmpty();
  }

  @Test
  void leavesOutWhatAKilledRunMadeVisibleButDidNotTellTheLedger() throws Exception {
    ArchiveRun run = start();
    run.read(records(0, 5));
    run.complete();
    run.read(records(5, 9));
    run.checkpoint();
    run.commit();

    run = start();
    run.read(records(0, 12));
    assertThat(files("pending")).hasSize(1);
    run.complete();

    assertArchivedOnce(12);
    assertThat(run.count("t.covered")).isEqualTo(9);
    assertThat(files("pending")).isEmpty();
  }

  @Test
  void leavesOutTheVisibleOnesOfTheObjectsAmidWhichACommitFailed() throws Exception {
    killAmidACommit();
    assertThat(ArchiveRun.archived(root)).hasSize(3);

    ArchiveRun run = start();
    run.read(overTwoHours(0, 9));
    run.complete();

    assertArchivedOnce(9);
    assertThat(run.count("t.covered")).isEqualTo(3);
    assertThat(files("pending")).isEmpty();
  }

  @Test
  void keepsAHintUntilTheLedgerIsPastAllOfItsObjects() throws Exception {
    killAmidACommit();

    ArchiveRun run = start();
    run.read(overTwoHours(0, 3));
    run.complete();
    assertThat(ledgerText()).contains("kafka://t/0/");
    assertThat(files("pending")).hasSize(1);
    run = start();
    run.read(overTwoHours(0, 9));
    run.complete();

    assertArchivedOnce(9);
    assertThat(files("pending")).isEmpty();
  }

  @Test
  void finishesTheObjectsOfItsNewestCheckpoint() throws Exception {
    ArchiveRun run = start();
    run.read(records(0, 5));
    State newest = run.checkpoint();

    run = start(newest);
    assertThat(ArchiveRun.archived(root)).hasSize(5);
    run.read(records(5, 7));
    run.complete();

    assertArchivedOnce(7);
    assertThat(files("pending")).isEmpty();
  }

  @Test
  void neverFinishesObjectsWhoseRecordsALaterRunHasArchived() throws Exception {
    ArchiveRun run = start();
    run.read(records(0, 5));
    State unfinished = run.checkpoint();
    run = start();
    run.read(records(0, 8));
    run.complete();

    run = start(unfinished);
    run.read(records(5, 10));
    run.complete();

    assertArchivedOnce(10);
    assertThat(run.count("t.covered")).isEqualTo(3);
  }

  /** The last record of all is in the object that was finished. */
  @Test
  void neverFinishesTheOtherObjectsWhoseRecordsALaterRunHasArchived() throws Exception {
    ArchiveRun run = start();
    run.read(overTwoHours(0, 5));
    State unfinished = commitWithout("hour=01", run);
    run = start();
    run.read(overTwoHours(0, 5));
    run.complete();
    assertArchivedOnce(5);

    run = start(unfinished);
    run.read(overTwoHours(5, 8));
    run.complete();

    assertArchivedOnce(8);
  }

  @Test
  void movesTheLedgerOnOverWhatItLeavesOut() throws Exception {
    ArchiveRun run = start();
    run.read(records(0, 5));
    run.checkpoint();
    run.commit();

    run = start();
    run.read(records(0, 5));
    run.complete();

    assertThat(ledgerText()).contains("kafka://t/0/4");
    assertThat(files("pending")).isEmpty();
    assertArchivedOnce(5);
  }

  @Test
  void refusesAStateWhoseUnfinishedObjectsAreArchivedInPart() throws Exception {
    ArchiveRun run = start();
    run.read(records(0, 5));
    State unfinished = run.checkpoint();
    run = start();
    run.read(records(0, 3));
    run.complete();

    assertThatThrownBy(() -> start(unfinished))
        .hasStackTraceContaining("kafka://t/0/0..kafka://t/0/4")
        .hasStackTraceContaining("Restore the newest checkpoint or savepoint of the job");
    run = start();
    run.read(records(0, 6));
    run.complete();
    assertArchivedOnce(6);
  }

  @Test
  void goesOnFromAnyCheckpointOfARun() throws Exception {
    ArchiveRun run = start();
    run.read(records(0, 2));
    State first = run.complete();
    run.read(records(2, 4));
    State second = run.complete();
    run.read(records(4, 6));
    run.complete();

    run = start(first);
    run.read(records(2, 7));
    run.complete();
    assertThat(run.count("t.covered")).isEqualTo(4);
    run = start(second);
    run.read(records(4, 9));
    run.complete();

    assertArchivedOnce(9);
  }

  @Test
  void goesOnByItselfAfterAFailureInARunThatLeavesOut() throws Exception {
    killAmidACommit();
    ArchiveRun run = start();
    run.read(overTwoHours(0, 2));
    State checkpoint = run.complete();
    run.read(overTwoHours(2, 5));

    run = run.restart(root, checkpoint, "t");
    run.read(overTwoHours(2, 9));
    run.complete();

    assertArchivedOnce(9);
    assertThat(files("pending")).isEmpty();
  }

  @Test
  void passesOverALedgerAndAHintThatWereCutOff() throws Exception {
    ArchiveRun run = start();
    run.read(records(0, 5));
    run.complete();
    Files.writeString(
        root.resolve("raw/_ledger/topics/t/00000000000000000002-x.json"),
        "{\"sources\":[{\"last\":\"kafka://t/0/4");
    Files.createDirectories(root.resolve("raw/_ledger/pending"));
    Files.writeString(root.resolve("raw/_ledger/pending/y.json"), "{\"objects\":[\"topics/t/");

    run = start();
    run.read(records(0, 8));
    run.complete();

    assertArchivedOnce(8);
    assertThat(run.count("t.covered")).isEqualTo(5);
    assertThat(files("topics/t")).singleElement().asString().contains("/00000000000000000003-");
  }

  @Test
  void leavesTheHintsOfAnotherJobsTopicAlone() throws Exception {
    ArchiveRun other = ArchiveRun.start(root, null, "u");
    other.read(of("u", 0), of("u", 1));
    other.checkpoint();
    ArchiveRun run = start();
    run.read(records(0, 2));
    run.complete();
    other.commit();
    assertThat(files("pending")).hasSize(1);

    other = ArchiveRun.start(root, null, "u");
    other.read(of("u", 0), of("u", 1), of("u", 2));
    other.complete();

    assertThat(other.count("u.covered")).isEqualTo(2);
    assertThat(ArchiveRun.archived(root)).hasSize(5).doesNotHaveDuplicates();
    assertThat(files("pending")).isEmpty();
  }

  @Test
  void tellsTheRecordsOfAnAggregateApartWhichACheckpointHasSplit() throws Exception {
    ArchiveRun run = startOfStream(null);
    run.read(aggregated(1, "a", "b"));
    run.read(aggregated(2, "c", "d", "e"));
    State split = run.complete();
    assertThat(ledgerText()).contains("\"kinesis://s/shardId-0/2\",\"last_record\":3");

    run = startOfStream(split);
    run.read(aggregated(2, "f", "g"));
    run.read(aggregated(3, "h"));
    State later = run.complete();
    assertThat(run.count("s.covered")).isZero();
    run = startOfStream(split);
    run.read(aggregated(2, "f", "g"));
    run.read(aggregated(3, "h", "i"));
    run.complete();
    assertThat(run.count("s.covered")).isEqualTo(3);
    run = startOfStream(null);
    run.read(aggregated(1, "a", "b"));
    run.read(aggregated(2, "c", "d", "e", "f", "g"));
    run.read(aggregated(3, "h", "i", "j"));
    run.complete();
    assertThat(run.count("s.covered")).isEqualTo(9);
    run = startOfStream(later);
    run.read(aggregated(3, "i", "j", "k"));
    run.complete();

    assertThat(ArchiveRun.values(root))
        .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");
  }

  @Test
  void tellsTheRecordsOfAnAggregateApartOfWhichTheLedgerWasNotTold() throws Exception {
    ArchiveRun run = startOfStream(null);
    run.read(aggregated(1, "a", "b"));
    State split = run.complete();
    run = startOfStream(split);
    // The aggregate's second half and, an hour later, the object which is lost.
    run.read(aggregated(1, "c", "d"));
    run.read(later(aggregated(2, "e")));
    commitWithout("hour=01", run);
    assertThat(ArchiveRun.values(root)).containsExactlyInAnyOrder("a", "b", "c", "d");

    run = startOfStream(null);
    run.read(aggregated(1, "a", "b", "c", "d", "x"));
    run.read(later(aggregated(2, "e")));
    run.complete();

    assertThat(run.count("s.covered")).isEqualTo(4);
    assertThat(ArchiveRun.values(root)).containsExactlyInAnyOrder("a", "b", "c", "d", "x", "e");
  }

  /** Of three records each, the objects of one hour are visible, those of the other are lost. */
  private void killAmidACommit() throws Exception {
    ArchiveRun run = start();
    run.read(overTwoHours(0, 6));
    commitWithout("hour=01", run);
  }

  /** Leaves what a crash leaves between one object and the other. */
  private State commitWithout(String hour, ArchiveRun run) throws Exception {
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
              .collect(Collectors.toList())) {
        Files.delete(file);
      }
    }
  }

  private ArchiveRun start() throws Exception {
    return start(null);
  }

  private ArchiveRun start(State state) throws Exception {
    return ArchiveRun.start(root, state, "t");
  }

  private ArchiveRun startOfStream(State state) throws Exception {
    return ArchiveRun.start(root, state, "s");
  }

  private static RawRecord[] records(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> of("t", i)).toArray(RawRecord[]::new);
  }

  /** Records which go to the objects of two hours in turn. */
  private static RawRecord[] overTwoHours(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> i % 2 == 0 ? of("t", i) : later(of("t", i)))
        .toArray(RawRecord[]::new);
  }

  private static RawRecord of(String topic, long offset) {
    return new RawRecord(
        new KafkaPosition(topic, 0, offset), 0, null, List.of(), ("v" + offset).getBytes(UTF_8));
  }

  private static RawRecord[] aggregated(int sequence, String... values) {
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

  private static RawRecord[] later(RawRecord[] records) {
    return Stream.of(records).map(ArchiveRestartTest::later).toArray(RawRecord[]::new);
  }

  private static RawRecord later(RawRecord record) {
    return new RawRecord(
        record.position(), record.timestamp() + HOUR, record.key(), List.of(), record.value());
  }

  private void assertArchivedOnce(int count) throws IOException {
    assertThat(ArchiveRun.values(root))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, count).mapToObj(i -> "v" + i).collect(Collectors.toList()));
  }

  private String ledgerText() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : files("topics/t")) {
      text.append(Files.readString(file));
    }
    for (Path file : files("streams/s")) {
      text.append(Files.readString(file));
    }
    return text.toString();
  }

  private List<Path> files(String folder) throws IOException {
    Path ledger = root.resolve("raw/_ledger").resolve(folder);
    if (!Files.isDirectory(ledger)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(ledger)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .collect(Collectors.toList());
    }
  }
}
