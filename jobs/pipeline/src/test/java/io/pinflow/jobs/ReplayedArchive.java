package io.pinflow.jobs;

import io.pinflow.schema.RecordKind;
import io.pinflow.testing.KafkaBroker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An archive of 60 posts a minute apart over the turn of a day, the first 20 of them again 40
 * minutes later, and bad records, beside the tables that CleanJob has made of them from the broker
 * itself; and what CleanJob makes of it, each in a lake of its own.
 */
final class ReplayedArchive implements AutoCloseable {

  static final int POSTS = 60;
  static final int REPEATED = 20;

  /** By which each of the bad records is one. */
  static final String[] LIMITS = {"--max-record-size", "4 kb", "--max-nesting-depth", "8"};

  private static final long START = Instant.parse("2024-02-29T23:30:00Z").toEpochMilli();

  private final KindTopics topics;
  private final Path folder;

  private ReplayedArchive(KindTopics topics, Path folder) {
    this.topics = topics;
    this.folder = folder;
  }

  /** Sends the records, archives them and cleans them under {@link #LIMITS}. */
  static ReplayedArchive fill(KafkaBroker broker, String prefix, Path folder) throws Exception {
    KindTopics topics = KindTopics.create(broker, prefix);
    for (RecordKind kind : RecordKind.values()) {
      topics.send(kind, Posts.of(kind, 0, POSTS), i -> START + minutes(i));
      topics.send(kind, Posts.of(kind, 0, REPEATED), i -> START + minutes(40 + i));
      topics.send(kind, BadRecords.of(kind), i -> START + minutes(i));
    }
    ReplayedArchive filled = new ReplayedArchive(topics, folder);
    topics.archive(filled.archiveRoot());
    filled.cleanFromBroker("live");
    return filled;
  }

  static String[] withLimits(String... more) {
    return Stream.concat(Stream.of(LIMITS), Stream.of(more)).toArray(String[]::new);
  }

  KindTopics topics() {
    return topics;
  }

  StoredArchive archive() {
    return new StoredArchive(archiveRoot());
  }

  /** What the broker's records have made, which nothing is to be written to. */
  StoredTables live() {
    return lake("live");
  }

  StoredTables lake(String name) {
    return new StoredTables(folder.resolve(name));
  }

  /** A copy of {@link #live}. */
  StoredTables copyOfLive(String name) throws Exception {
    return live().copyTo(folder.resolve(name));
  }

  /** Runs CleanJob from the broker under the limits. */
  void cleanFromBroker(String lake, String... more) throws Exception {
    topics.clean(folder.resolve(lake), withLimits(more));
  }

  /** Runs CleanJob from the archive, and gives its counts. */
  Map<String, Object> replay(String lake, String... more) throws Exception {
    return replayOf(archiveRoot(), lake, more);
  }

  /** Runs CleanJob from another archive, and gives its counts. */
  Map<String, Object> replayOf(Path archive, String lake, String... more) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of("--source", "archive", "--archive-root", archive.toUri().toString()));
    args.addAll(List.of("--table-root", folder.resolve(lake).toUri().toString()));
    args.addAll(List.of(more));
    return RunningJob.start(new CleanJob(), new JobMetrics(), null, args.toArray(new String[0]))
        .awaitResult();
  }

  @Override
  public void close() {
    topics.close();
  }

  private Path archiveRoot() {
    return folder.resolve("archive");
  }

  private static long minutes(int minutes) {
    return minutes * 60_000L;
  }
}
