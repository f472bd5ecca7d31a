package io.pinflow.delta.table;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/**
 * The options of {@code 'connector' = 'delta'}, spelled as delta-flink 3 spells them where it has
 * them. Those of the sink are in {@link io.pinflow.delta.sink.DeltaSinkOptions}.
 *
 * <p>Points in time are given as {@code 2024-03-31}, {@code 2024-03-31 12:30:00.5} or {@code
 * 2024-03-31T12:30:00Z}; without a zone they are UTC.
 */
@PublicEvolving
public final class DeltaConnectorOptions {

  /** How a table is read. */
  public enum Mode {
    /** One version, to its end. */
    BATCH,
    /** One version and then every commit after it, without end. */
    STREAMING
  }

  public static final ConfigOption<String> TABLE_PATH =
      ConfigOptions.key("table-path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The table's root directory, e.g. s3://lake/pin_table. A relative path is resolved"
                  + " against 'delta.table-root' of the session.");

  public static final ConfigOption<Mode> MODE =
      ConfigOptions.key("mode")
          .enumType(Mode.class)
          .defaultValue(Mode.BATCH)
          .withDescription(
              "batch reads one version of the table and ends; streaming goes on with every new"
                  + " commit.");

  public static final ConfigOption<Long> VERSION_AS_OF =
      ConfigOptions.key("versionAsOf")
          .longType()
          .noDefaultValue()
          .withDescription("Reads this version of the table. For mode batch.");

  public static final ConfigOption<String> TIMESTAMP_AS_OF =
      ConfigOptions.key("timestampAsOf")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Reads the version which was the newest at this point in time. For mode batch.");

  public static final ConfigOption<String> STARTING_VERSION =
      ConfigOptions.key("startingVersion")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Reads only what was added by this version and later ones; 'latest' is the newest"
                  + " when the query is planned. For mode streaming, which otherwise begins with the"
                  + " whole table.");

  public static final ConfigOption<String> STARTING_TIMESTAMP =
      ConfigOptions.key("startingTimestamp")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Reads only what was added by commits at or after this point in time. For mode"
                  + " streaming.");

  public static final ConfigOption<MemorySize> SPLIT_SIZE =
      ConfigOptions.key("source.split-size")
          .memoryType()
          .noDefaultValue()
          .withDescription(
              "Files larger than this are read as several splits; at least 1 mb. Without it a split"
                  + " is a reader's even share of what is read, between 8 and 128 mb.");

  public static final ConfigOption<Boolean> EMPTY_IF_ABSENT =
      ConfigOptions.key("source.empty-if-absent")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Takes a table that is not there for an empty one, instead of failing. For mode"
                  + " batch.");

  public static final ConfigOption<String> PARTITIONS =
      ConfigOptions.key("source.partitions")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Reads the table as if it had only the partitions which satisfy this condition on"
                  + " partition columns, such as ingest_date <= '2024-03-31'. Unlike a WHERE, it"
                  + " comes before the newest rows are looked for. For mode batch.");

  public static final ConfigOption<String> NEWEST_PER =
      ConfigOptions.key("source.newest-per")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "An INT column. Of the rows with the same value of it only the newest is read, as"
                  + " 'source.newest-by' tells, in a fraction of the time which ROW_NUMBER() takes."
                  + " For mode batch in batch execution.");

  public static final ConfigOption<String> NEWEST_BY =
      ConfigOptions.key("source.newest-by")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Which row is the newest: the one with the greatest value of this TIMESTAMP or"
                  + " TIMESTAMP_LTZ column. Of rows which are equal in it the one with the greatest"
                  + " value of further STRING columns, or of CHAR_LENGTH(column), each behind a"
                  + " comma. NULL is less than any value.");

  public static final ConfigOption<Long> UPDATE_CHECK_INTERVAL_MILLIS =
      ConfigOptions.key("updateCheckIntervalMillis")
          .longType()
          .defaultValue(5_000L)
          .withDescription("Milliseconds between two looks for new commits. For mode streaming.");

  public static final ConfigOption<Long> UPDATE_CHECK_DELAY_MILLIS =
      ConfigOptions.key("updateCheckDelayMillis")
          .longType()
          .defaultValue(1_000L)
          .withDescription(
              "Milliseconds before the first look for new commits. For mode streaming.");

  public static final ConfigOption<Boolean> IGNORE_DELETES =
      ConfigOptions.key("ignoreDeletes")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Passes over commits which only remove rows instead of failing. For mode"
                  + " streaming.");

  public static final ConfigOption<Boolean> IGNORE_CHANGES =
      ConfigOptions.key("ignoreChanges")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Emits the files which a rewriting commit (UPDATE, MERGE, DELETE) added, unchanged"
                  + " rows of them once more, instead of failing; includes 'ignoreDeletes'. For"
                  + " mode streaming.");

  /** Not an option of a table but of the session: of the Flink configuration, -D or SET. */
  public static final ConfigOption<String> TABLE_ROOT =
      ConfigOptions.key("delta.table-root")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The directory against which a relative 'table-path' of a Delta table is resolved,"
                  + " e.g. s3://lake. Set it in the Flink configuration, with -D or with SET.");

  private DeltaConnectorOptions() {}
}
