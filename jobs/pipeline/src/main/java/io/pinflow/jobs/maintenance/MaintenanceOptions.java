package io.pinflow.jobs.maintenance;

import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.maintenance.CompactionOptions;
import io.pinflow.jobs.config.ExecutionOptions;
import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.ValueType;
import io.pinflow.jobs.doctor.DoctorOptions;
import io.pinflow.jobs.run.RunOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** What MaintenanceJob can be told. */
public final class MaintenanceOptions {

  static final JobOption<String> TABLE_ROOT =
      JobOption.of(
              ConfigOptions.key("table-root")
                  .stringType()
                  .noDefaultValue()
                  .withDescription(
                      "Folder of the Delta tables, each a folder right below it, or in one of those,"
                          + " such as `gold`."),
              ValueType.FOLDER)
          .accepting(
              folder -> folder.matches("(file|s3|s3a):.*"),
              "is neither on s3:// nor on the local disk, where commits are known to be atomic")
          .required();

  static final JobOption<List<String>> TABLES =
      JobOption.of(
          ConfigOptions.key("tables")
              .stringType()
              .asList()
              .noDefaultValue()
              .withDescription("Names of the tables. All tables of the folder if not given."),
          ValueType.LIST);

  static final JobOption<List<MaintenanceOperation>> OPERATIONS =
      JobOption.of(
          ConfigOptions.key("operations")
              .enumType(MaintenanceOperation.class)
              .asList()
              .defaultValues(MaintenanceOperation.values())
              .withDescription(
                  "What to do: `compact` merges small files and leaves out deleted rows,"
                      + " `checkpoint` writes a log checkpoint and deletes what has expired of the"
                      + " log, `vacuum` deletes files that no version needs any more."),
          ValueType.listOf(
              "`compact`, `checkpoint` and `vacuum`", MaintenanceOptions::parseOperation));

  static final JobOption<MemorySize> TARGET_SIZE =
      JobOption.of(
              ConfigOptions.key("target-size")
                  .memoryType()
                  .defaultValue(MemorySize.ofMebiBytes(128))
                  .withDescription(
                      "Size of the files that compaction makes. Files below three quarters of it"
                          + " are merged."),
              ValueType.MEMORY_SIZE)
          .accepting(size -> size.getBytes() >= 1024, "is less than 1 kb");

  static final JobOption<Integer> MIN_FILES =
      JobOption.of(
              ConfigOptions.key("min-files")
                  .intType()
                  .defaultValue(2)
                  .withDescription(
                      "How many small files of a partition it takes to merge them. More of them"
                          + " mean that frequent runs rewrite a growing partition less often."),
              ValueType.INTEGER)
          .accepting(files -> files >= 2, "is less than 2");

  static final JobOption<String> WHERE =
      JobOption.of(
          ConfigOptions.key("where")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "Compacts only the partitions which satisfy this condition: comparisons of"
                      + " partition columns with literals, `IN`, `BETWEEN`, `IS [NOT] NULL`, `AND`,"
                      + " `OR` and parentheses."),
          ValueType.of(
              "condition such as `ingest_date < DATE '2026-01-01'`",
              MaintenanceOptions::parseCondition));

  static final JobOption<List<String>> SORT =
      JobOption.of(
          ConfigOptions.key("sort")
              .stringType()
              .asList()
              .noDefaultValue()
              .withDescription(
                  "Columns by which compaction sorts the rows that it writes, so that queries on"
                      + " them skip files."),
          ValueType.LIST);

  static final JobOption<Double> DELETED_SHARE =
      JobOption.of(
          ConfigOptions.key("deleted-share")
              .doubleType()
              .defaultValue(0.05)
              .withDescription(
                  "Compaction rewrites a file of any size if at least this share of its rows"
                      + " is deleted by a deletion vector; 0 means each that has one."),
          ValueType.SHARE);

  static final JobOption<Duration> RETENTION =
      JobOption.of(
              ConfigOptions.key("retention")
                  .durationType()
                  .noDefaultValue()
                  .withDescription(
                      "Vacuum keeps what was written or removed within this time. If not given,"
                          + " the table's `delta.deletedFileRetentionDuration`, which is 7 days"
                          + " unless set; a shorter one is refused without `unsafe-retention`."),
              ValueType.DURATION)
          .accepting(retention -> !retention.isNegative(), "is negative");

  static final JobOption<Boolean> UNSAFE_RETENTION =
      JobOption.of(
          ConfigOptions.key("unsafe-retention")
              .booleanType()
              .defaultValue(false)
              .withDescription(
                  "Accepts a retention shorter than the table's own. Rows are lost if a job"
                      + " commits a file that is older than it."),
          ValueType.BOOLEAN);

  static final JobOption<Boolean> DRY_RUN =
      JobOption.of(
          ConfigOptions.key("dry-run")
              .booleanType()
              .defaultValue(false)
              .withDescription("Changes nothing and tells what would be done."),
          ValueType.BOOLEAN);

  private MaintenanceOptions() {}

  /** All options of the job. */
  public static List<JobOption<?>> all() {
    return List.of(
        TABLE_ROOT,
        TABLES,
        OPERATIONS,
        TARGET_SIZE,
        MIN_FILES,
        WHERE,
        SORT,
        DELETED_SHARE,
        RETENTION,
        UNSAFE_RETENTION,
        DRY_RUN,
        RunOptions.REPORT,
        DoctorOptions.DOCTOR,
        ExecutionOptions.PARALLELISM);
  }

  private static MaintenanceOperation parseOperation(String text) {
    return Arrays.stream(MaintenanceOperation.values())
        .filter(operation -> operation.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("holds '" + text + "', which is none"));
  }

  private static String parseCondition(String text) {
    try {
      return CompactionOptions.defaults().where(text).where().orElse(text);
    } catch (DeltaException e) {
      String message = String.valueOf(e.getMessage());
      throw new IllegalArgumentException(message.substring(message.indexOf("': ") + 3), e);
    }
  }
}
