package io.pinflow.jobs;

import io.pinflow.schema.RecordKind;
import io.pinflow.testing.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What both jobs have made of one set of records: duplicates and bad records are among them, and
 * each topic has two partitions.
 */
final class ArchivedAndCleaned implements AutoCloseable {

  static final int POSTS = 40;

  private final KafkaBroker broker;
  private final KindTopics topics;
  private final Path folder;

  private ArchivedAndCleaned(KafkaBroker broker, KindTopics topics, Path folder) {
    this.broker = broker;
    this.topics = topics;
    this.folder = folder;
  }

  /** Sends the records and runs both jobs. */
  static ArchivedAndCleaned fill(KafkaBroker broker, String prefix, Path folder) throws Exception {
    KindTopics topics = KindTopics.create(broker, prefix);
    for (RecordKind kind : RecordKind.values()) {
      topics.send(kind, Posts.of(kind, 0, POSTS));
      topics.send(kind, BadRecords.of(kind));
    }
    topics.send(RecordKind.GEO, Posts.of(RecordKind.GEO, 0, 10));
    topics.archive(folder.resolve("archive"));
    topics.clean(folder.resolve("lake"));
    return new ArchivedAndCleaned(broker, topics, folder);
  }

  KindTopics topics() {
    return topics;
  }

  /** A copy which a test may damage. */
  VerifiedCopy copyTo(Path copy) throws IOException {
    new StoredArchive(folder.resolve("archive")).copyTo(copy.resolve("archive"));
    new StoredTables(folder.resolve("lake")).copyTo(copy.resolve("lake"));
    return new VerifiedCopy(copy, broker, topics);
  }

  @Override
  public void close() {
    topics.close();
  }
}
