package io.pinflow.delta.kernel;

import io.delta.kernel.types.DataType;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Every error this connector reports to its user, with the place, the value, the reason and the
 * remedy, is made here or in one of {@link ReadErrors}, {@link WriteErrors}, {@link
 * DefinitionErrors} and {@link MaintenanceErrors}; here are those which can come of any of these.
 */
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
                + " it from the table (ALTER TABLE ... DROP FEATURE in Spark) or use another engine"
                + " for it.",
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

  public static DeltaException tableReplaced(String tablePath, String expectedId, String actualId) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' is not the one this state was taken for (its id is %s, the"
                + " state's %s): it was dropped and created anew. Start the job without this"
                + " state, or restore the table.",
            tablePath, actualId, expectedId));
  }

  public static DeltaException invalidOption(String key, Object value, String reason) {
    return new DeltaException(String.format("Option '%s' = '%s': %s", key, value, reason));
  }

  public static DeltaException unknownRegion(String key, Throwable cause) {
    return new DeltaException(
        String.format(
            "Cannot commit to S3: nobody knows the bucket's region. Set '%s', in the Flink"
                + " configuration or among the table's options, or the environment variable"
                + " AWS_REGION of the JobManager and the TaskManagers. (%s)",
            key, cause.getMessage()),
        cause);
  }

  public static DeltaException unknownOption(
      String key, List<String> nearMisses, List<String> known, List<String> prefixes) {
    return new DeltaException(
        nearMisses.isEmpty()
            ? String.format(
                "There is no option '%s'. The options are %s and those which begin with %s.",
                key, known, prefixes)
            : String.format(
                "There is no option '%s'. Was '%s' meant?",
                key, String.join("' or '", nearMisses)));
  }

  public static DeltaException noSuchColumn(String tablePath, String column, List<String> columns) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' has no column '%s'. Its columns are %s; names are case"
                + " sensitive.",
            tablePath, column, columns));
  }
}
