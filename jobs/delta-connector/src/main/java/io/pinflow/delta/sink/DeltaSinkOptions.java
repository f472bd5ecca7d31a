package io.pinflow.delta.sink;

import io.pinflow.delta.parquet.ParquetCompression;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/**
 * What can be set on a {@link DeltaSink}. How S3 is reached is set by {@link
 * io.pinflow.delta.kernel.S3Options}.
 */
public final class DeltaSinkOptions {

  public static final ConfigOption<ParquetCompression> COMPRESSION =
      ConfigOptions.key("sink.compression")
          .enumType(ParquetCompression.class)
          .defaultValue(ParquetCompression.ZSTD)
          .withDescription("Codec of the Parquet files.");

  public static final ConfigOption<MemorySize> TARGET_FILE_SIZE =
      ConfigOptions.key("sink.target-file-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(128))
          .withDescription(
              "A file is closed when it has about this size. Files are also closed at every"
                  + " checkpoint, so that most are smaller.");

  public static final ConfigOption<MemorySize> ROW_GROUP_SIZE =
      ConfigOptions.key("sink.row-group-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(32))
          .withDescription(
              "Size of a Parquet row group before compression: what each open file may hold in"
                  + " heap memory.");

  public static final ConfigOption<Integer> MAX_OPEN_FILES =
      ConfigOptions.key("sink.max-open-files")
          .intType()
          .defaultValue(16)
          .withDescription(
              "How many files (one per partition) one writer keeps open; to open another one it"
                  + " closes the largest. Times the row group size it bounds a writer's memory.");

  public static final ConfigOption<Boolean> CREATE_IF_ABSENT =
      ConfigOptions.key("sink.create-if-absent")
          .booleanType()
          .defaultValue(true)
          .withDescription("Create the table at the job's start if there is none.");

  public static final ConfigOption<Boolean> SHUFFLE_BY_PARTITION =
      ConfigOptions.key("sink.shuffle-by-partition")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Send all rows of a partition to one writer. Makes fewer and larger files if there"
                  + " are many partitions at a time; with few (such as the current day) it would"
                  + " leave one writer with all the work.");

  public static final ConfigOption<Integer> COMMIT_ATTEMPTS =
      ConfigOptions.key("sink.commit.attempts")
          .intType()
          .defaultValue(10)
          .withDescription(
              "How often a commit is tried before the job fails and restarts from its"
                  + " checkpoint.");

  public static final ConfigOption<Duration> COMMIT_MAX_BACKOFF =
      ConfigOptions.key("sink.commit.max-backoff")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription("Longest pause between two attempts to commit; pauses double up to it.");

  public static final ConfigOption<SchemaEvolution> SCHEMA_EVOLUTION =
      ConfigOptions.key("schema-evolution")
          .enumType(SchemaEvolution.class)
          .defaultValue(SchemaEvolution.NONE)
          .withDescription(
              "What to do at the job's start if the table lacks columns, or nested fields, of the"
                  + " rows: 'none' fails with the differences, 'add-columns' adds them, nullable. A"
                  + " table created with 'add-columns' gets delta.columnMapping.mode = name.");

  public static final ConfigOption<String> PROGRESS_COLUMN =
      ConfigOptions.key("sink.progress.column")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A STRING column which says where each row comes from: a source, a slash, and the"
                  + " row's position there, as in kafka://topic/0/1234. With it, each commit"
                  + " records how far the table covers each source.");

  public static final ConfigOption<Boolean> PROGRESS_SKIP_COVERED =
      ConfigOptions.key("sink.progress.skip-covered")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Leave out rows which the table covers already, by the progress recorded when the"
                  + " writer starts: a job that begins again without its state or from an older"
                  + " savepoint then writes each row once.");

  public static final ConfigOption<String> METRICS_GROUP =
      ConfigOptions.key("sink.metrics.group")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Metric groups, below the commit operator's, which its metrics are put into: NAME or"
                  + " KEY=VALUE, with dots between them, as in kinesisanalytics.table=pins. A key is"
                  + " a label in Prometheus and a dimension in CloudWatch, to which Managed Service"
                  + " for Apache Flink forwards the group 'kinesisanalytics' alone.");

  public static final ConfigOption<String> METRICS_TIME_COLUMN =
      ConfigOptions.key("sink.metrics.time-column")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A TIMESTAMP_LTZ column which says when a row began its way. With it, metrics show how"
                  + " old the rows of a commit were when they became visible, by the statistics of"
                  + " its files.");

  private DeltaSinkOptions() {}
}
