package io.pinflow.delta.kernel;

import io.delta.kernel.types.DataType;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;

/** Every error this connector reports to its user: the place, the value, the reason, the remedy. */
public final class DeltaErrors {

  private DeltaErrors() {}

  public static DeltaException noSuchTable(String tablePath, Throwable cause) {
    return new DeltaException(
        String.format(
            "There is no Delta table at '%s': its _delta_log holds no commit. Check the path, or"
                + " let the sink create the table.",
            tablePath),
        cause);
  }

  public static DeltaException noSuchTable(String tablePath) {
    return noSuchTable(tablePath, null);
  }

  public static DeltaException unsupportedScheme(String path, String scheme) {
    return new DeltaException(
        String.format(
            "Cannot commit to '%s': there is no safe put-if-absent for the scheme '%s'. Use file,"
                + " s3 or s3a.",
            path, scheme));
  }

  public static DeltaException unsupportedFeature(String tablePath, Throwable cause) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' needs a feature this connector does not have: %s. Drop the"
                + " feature from the table or use another engine for it.",
            tablePath, cause.getMessage()),
        cause);
  }

  public static DeltaException unsupportedFeature(String tablePath, String feature) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' uses the feature '%s', which this connector cannot read. Remove"
                + " it from the table (for deletion vectors: REORG TABLE ... APPLY (PURGE) in"
                + " Spark) or use another engine for it.",
            tablePath, feature));
  }

  public static DeltaException unsupportedFlinkType(String field, LogicalType type) {
    return new DeltaException(
        String.format(
            "Column '%s' has the Flink type %s, which a Delta table cannot hold. Cast it to a type"
                + " Delta has (timestamps have at most six fractional digits).",
            field, type.asSummaryString()));
  }

  public static DeltaException unsupportedDeltaType(String field, DataType type) {
    return new DeltaException(
        String.format(
            "Column '%s' has the Delta type %s, which Flink cannot read. Leave the column out.",
            field, type));
  }

  public static DeltaException schemaMismatch(String tablePath, List<String> differences) {
    return new DeltaException(
        String.format(
            "The rows do not fit the Delta table '%s': %s. Change the job's row type, or change"
                + " the table with an engine that evolves schemas.",
            tablePath, String.join("; ", differences)));
  }

  public static DeltaException partitionMismatch(
      String tablePath, List<String> wanted, List<String> actual) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' is partitioned by %s but the sink is set to partition by %s."
                + " Partitioning is fixed at creation: use the table's.",
            tablePath, actual, wanted));
  }

  public static DeltaException invalidOption(String key, Object value, String reason) {
    return new DeltaException(String.format("Option '%s' = '%s': %s", key, value, reason));
  }

  public static DeltaException declarationMismatch(String tablePath, List<String> differences) {
    return new DeltaException(
        String.format(
            "The CREATE TABLE statement does not fit the Delta table '%s': %s. Change the"
                + " statement; it may name some of the table's columns only, in any order.",
            tablePath, String.join("; ", differences)));
  }

  public static DeltaException noSuchColumn(String tablePath, String column, List<String> columns) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' has no column '%s'. Its columns are %s; names are case"
                + " sensitive.",
            tablePath, column, columns));
  }

  public static DeltaException unreadableType(String column, LogicalType type) {
    return new DeltaException(
        String.format(
            "Column '%s' has the type %s, which this connector cannot read yet: it reads primitive"
                + " types and arrays of them. Leave the column out.",
            column, type.asSummaryString()));
  }

  public static DeltaException incompatibleFile(
      String filePath, String column, LogicalType type, String stored) {
    return new DeltaException(
        String.format(
            "The data file '%s' stores the column '%s' as Parquet type '%s', which cannot be read"
                + " as %s. The file does not fit its table's schema: rewrite it with the engine"
                + " that wrote it.",
            filePath, column, stored, type.asSummaryString()));
  }

  public static DeltaException missingDataFile(String filePath, Throwable cause) {
    return new DeltaException(
        String.format(
            "The data file '%s' is in the table's log but no longer there. It was probably vacuumed"
                + " while this job ran: run the job again, or vacuum with a retention longer than"
                + " a job takes.",
            filePath),
        cause);
  }

  public static DeltaException malformedPartitionValue(
      String column, LogicalType type, String value, Throwable cause) {
    return new DeltaException(
        String.format(
            "The table's log has the value '%s' for the partition column '%s', which is not a %s."
                + " The writer of that file did not follow Delta's protocol.",
            value, column, type.asSummaryString()),
        cause);
  }
}
