package io.pinflow.jobs;

import io.pinflow.schema.RecordKind;
import io.pinflow.testing.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A lake whose quarantine was filled under narrow limits, beside the archive of its records. By the
 * limits of today one large and one deep pin are rows; the pins were sent twice. Those of the other
 * kinds lack fields, and are refused for another reason.
 */
final class NarrowlyFilledLake {

  /** Of each kind; all of them are rows already. */
  static final int POSTS = 5;

  /** By which each of the bad records is one. */
  static final String[] NARROW = {"--max-record-size", "4 kb", "--max-nesting-depth", "8"};

  private static final long START = Instant.parse("2024-02-29T23:50:00Z").toEpochMilli();
  private static final long AGAIN = Instant.parse("2024-03-01T00:20:00Z").toEpochMilli();

  private final Path folder;

  private NarrowlyFilledLake(Path folder) {
    this.folder = folder;
  }

  /** Sends the records, archives them and cleans them. */
  static NarrowlyFilledLake fill(KafkaBroker broker, String prefix, Path folder) throws Exception {
    NarrowlyFilledLake filled = new NarrowlyFilledLake(folder);
    try (KindTopics topics = KindTopics.create(broker, prefix)) {
      for (RecordKind kind : RecordKind.values()) {
        topics.send(kind, Posts.of(kind, 0, POSTS), i -> START);
        topics.send(kind, BadRecords.of(kind), i -> START);
      }
      topics.send(RecordKind.PIN, BadRecords.of(RecordKind.PIN), i -> AGAIN);
      topics.archive(filled.archive());
      topics.clean(filled.original(), NARROW);
    }
    return filled;
  }

  /** A lake of a test's own. */
  RedrivenLake copy(String name) throws IOException {
    Path lake = folder.resolve(name);
    new StoredTables(original()).copyTo(lake);
    return new RedrivenLake(lake, archive());
  }

  private Path original() {
    return folder.resolve("original");
  }

  private Path archive() {
    return folder.resolve("archive");
  }
}
