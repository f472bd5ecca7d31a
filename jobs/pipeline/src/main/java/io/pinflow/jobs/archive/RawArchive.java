package io.pinflow.jobs.archive;

import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.doctor.FolderCheck;
import io.pinflow.jobs.doctor.KafkaAccess;
import io.pinflow.jobs.doctor.LedgerCheck;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecordSource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * The archive of every record as it was received: objects of compressed JSON lines. An object
 * appears whole, with the checkpoint that covers its records. Each record is in exactly one object,
 * whatever state the job starts from: records that are read again are left out by the archive's
 * ledger. Records of one partition or shard keep their order within an object.
 */
public final class RawArchive {

  static final String COUNT_UID = "count";
  static final String SINK_UID = "raw-archive";

  private final String root;
  private final ArchiveCompression compression;
  private final long maxPartBytes;

  RawArchive(String root, ArchiveCompression compression, long maxPartBytes) {
    this.root = root;
    this.compression = compression;
    this.maxPartBytes = maxPartBytes;
  }

  /** Reads the archive's settings, noting what is wrong with them. */
  public static RawArchive read(SettingsReader settings) {
    return new RawArchive(
        settings.get(ArchiveOptions.ARCHIVE_ROOT),
        settings.get(ArchiveOptions.ARCHIVE_COMPRESSION),
        settings.get(ArchiveOptions.ARCHIVE_MAX_PART_SIZE).getBytes());
  }

  /**
   * What to look at before anything is archived.
   *
   * @param kafka how the topics are reached, if any are read
   */
  public Check check(Optional<KafkaAccess> kafka, List<String> topics) {
    Check folder = FolderCheck.ofFiles(ArchiveOptions.ARCHIVE_ROOT.key(), root);
    if (kafka.isEmpty()) {
      return folder;
    }
    TopicsLedger archived = new TopicsLedger(root, ledger(), topics);
    return folder.then(List.of(LedgerCheck.ofArchive(kafka.get(), topics, archived)));
  }

  /**
   * Archives every record of a stream.
   *
   * @param streams the topics and streams the records are of
   */
  public void archive(DataStream<RawRecord> records, List<String> streams) {
    records
        .process(new CountFunction(streams, ledger()), RawRecordSource.TYPE)
        .name("Count")
        .uid(COUNT_UID)
        .sinkTo(sink())
        .name("Raw archive")
        .uid(SINK_UID);
  }

  private LedgerFolder ledger() {
    return new LedgerFolder(folder().toString());
  }

  private Path folder() {
    return new Path(root, "raw");
  }

  ArchiveSink sink() {
    return sink(Clock.systemUTC());
  }

  /** A sink of a run of its own. */
  ArchiveSink sink(Clock clock) {
    return new ArchiveSink(
        UUID.randomUUID().toString(),
        ledger(),
        FileSink.forBulkFormat(folder(), ArchiveWriter.factory(compression))
            .withBucketAssigner(new ArchiveBuckets())
            .withRollingPolicy(new ArchiveRollingPolicy(maxPartBytes))
            .withOutputFileConfig(
                OutputFileConfig.builder().withPartSuffix(compression.suffix()).build())
            .build(),
        clock);
  }
}
