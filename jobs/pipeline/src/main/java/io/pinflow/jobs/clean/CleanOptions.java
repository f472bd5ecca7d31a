package io.pinflow.jobs.clean;

import io.pinflow.delta.parquet.ParquetCompression;
import io.pinflow.jobs.archive.ArchiveSourceOptions;
import io.pinflow.jobs.config.ExecutionOptions;
import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.config.ValueType;
import io.pinflow.jobs.doctor.DoctorOptions;
import io.pinflow.jobs.source.RawRecordSources;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.RecordKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** What CleanJob can be told. */
public final class CleanOptions {

  public static final JobOption<String> TABLE_ROOT =
      JobOption.of(
              ConfigOptions.key("table-root")
                  .stringType()
                  .noDefaultValue()
                  .withDescription(
                      "Folder of the Delta tables: `pin_table`, `geo_table`, `user_table`,"
                          + " `quarantine` and, by a redrive, `redriven` in it are created where"
                          + " they are missing."),
              ValueType.FOLDER)
          .accepting(
              folder -> folder.matches("(file|s3|s3a):.*"),
              "is neither on s3:// nor on the local disk, where commits are known to be atomic")
          .required();

  public static final JobOption<CleanSource> SOURCE =
      JobOption.of(
          ConfigOptions.key("source")
              .enumType(CleanSource.class)
              .defaultValue(CleanSource.STREAMS)
              .withDescription(
                  "What to read: `streams` are the topics and streams; `archive` is what RawArchiveJob"
                      + " has stored of them, read once, in batch execution, to add the rows which"
                      + " the tables lack; `quarantine` are the records which were refused and are not"
                      + " settled yet, cleaned once more with the rules of today."),
          ValueType.oneOf(CleanSource.class));

  static final JobOption<List<RecordKind>> KINDS =
      JobOption.of(
          ConfigOptions.key("kinds")
              .enumType(RecordKind.class)
              .asList()
              .defaultValues(RecordKind.values())
              .withDescription(
                  "Kinds of records to clean. `kafka-topics` and `kinesis-streams` must be of these"
                      + " kinds; where one is not given, its default is narrowed down to them."),
          ValueType.listOf("`pin`, `geo` and `user`", RecordKind::fromId));

  static final JobOption<Duration> DEDUP_WINDOW =
      JobOption.of(
              ConfigOptions.key("dedup-window")
                  .durationType()
                  .defaultValue(Duration.ofHours(1))
                  .withDescription(
                      "How long a record is remembered, so that one of the same kind, key and content"
                          + " is counted as its duplicate and not stored again. By the machine's clock,"
                          + " from the moment the first was accepted; a duplicate does not prolong it."
                          + " Each record is state for that long. A job that starts behind its tables,"
                          + " without a savepoint or with an old one, first remembers the rows which"
                          + " they took in within this time."),
              ValueType.DURATION_OR_OFF)
          .accepting(
              window -> window.isZero() || window.compareTo(Duration.ofSeconds(1)) >= 0,
              "is less than a second");

  public static final JobOption<MemorySize> MAX_RECORD_SIZE =
      JobOption.of(
              ConfigOptions.key("max-record-size")
                  .memoryType()
                  .defaultValue(new MemorySize(CleaningLimits.DEFAULT_MAX_PAYLOAD_BYTES))
                  .withDescription(
                      "Payload size above which a record is quarantined unread, as `too-large`."),
              ValueType.MEMORY_SIZE)
          .accepting(
              size -> size.getBytes() >= 1 && size.getBytes() <= Integer.MAX_VALUE,
              "is not between 1 byte and 2 gb");

  public static final JobOption<Integer> MAX_NESTING_DEPTH =
      JobOption.of(
              ConfigOptions.key("max-nesting-depth")
                  .intType()
                  .defaultValue(CleaningLimits.DEFAULT_MAX_NESTING_DEPTH)
                  .withDescription(
                      "Nesting of objects and arrays beyond which a record is quarantined as"
                          + " `too-deep`; the record itself is 1."),
              ValueType.INTEGER)
          .accepting(
              depth -> depth >= 1 && depth <= CleaningLimits.HIGHEST_NESTING_DEPTH,
              "is not between 1 and " + CleaningLimits.HIGHEST_NESTING_DEPTH);

  static final JobOption<ParquetCompression> TABLE_COMPRESSION =
      JobOption.of(
          ConfigOptions.key("table-compression")
              .enumType(ParquetCompression.class)
              .defaultValue(ParquetCompression.SNAPPY)
              .withDescription(
                  "Compression of the tables' Parquet files. zstd takes about half the space and a"
                      + " quarter more time."),
          ValueType.oneOf(ParquetCompression.class));

  private CleanOptions() {}

  /** All options of the job, those of its sources included. */
  public static List<JobOption<?>> all() {
    List<JobOption<?>> options =
        new ArrayList<>(
            List.of(
                SOURCE,
                TABLE_ROOT,
                KINDS,
                DEDUP_WINDOW,
                MAX_RECORD_SIZE,
                MAX_NESTING_DEPTH,
                TABLE_COMPRESSION));
    options.addAll(RawRecordSources.OPTIONS);
    options.addAll(ArchiveSourceOptions.ALL);
    options.addAll(RedriveOptions.ALL);
    options.add(DoctorOptions.DOCTOR);
    options.addAll(ExecutionOptions.ALL);
    return List.copyOf(options);
  }

  static CleaningLimits limits(SettingsReader settings) {
    return CleaningLimits.of(
        Math.toIntExact(settings.get(MAX_RECORD_SIZE).getBytes()), settings.get(MAX_NESTING_DEPTH));
  }
}
