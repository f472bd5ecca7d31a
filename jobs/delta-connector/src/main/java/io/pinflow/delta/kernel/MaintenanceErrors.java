package io.pinflow.delta.kernel;

import java.time.Duration;
import org.apache.flink.table.types.logical.LogicalType;

/** Errors of compaction and vacuum. */
public final class MaintenanceErrors {

  private MaintenanceErrors() {}

  public static DeltaException rowsLostInRewrite(String tablePath, long expected, long written) {
    return new DeltaException(
        String.format(
            "A compaction of the Delta table '%s' would have turned %d rows into %d and was given up:"
                + " nothing was changed. The row counts in the table's log are wrong, or a data file"
                + " is damaged; find out which before the table is compacted.",
            tablePath, expected, written));
  }

  public static DeltaException retentionTooShort(
      String tablePath, Duration retention, Duration safe) {
    return new DeltaException(
        String.format(
            "Will not vacuum the Delta table '%s' with a retention of %s: files which a running"
                + " job has written but not committed yet, or which a running query reads, could"
                + " be deleted. Give at least %s (the table's delta.deletedFileRetentionDuration),"
                + " or allow an unsafe retention if nobody else uses the table.",
            tablePath, ErrorText.readable(retention), ErrorText.readable(safe)));
  }

  public static DeltaException vacuumIncomplete(
      String tablePath, int failed, int all, Throwable cause) {
    return new DeltaException(
        String.format(
            "%d of %d unused files of the Delta table '%s' could not be deleted, last: %s. The"
                + " table is sound; vacuum it again.",
            failed, all, tablePath, ErrorText.rootOf(cause)),
        cause);
  }

  public static DeltaException unsortableColumn(String column, LogicalType type) {
    return new DeltaException(
        String.format(
            "Cannot sort by column '%s' of type %s, which has no order. Sort by columns of"
                + " primitive types.",
            column, type.asSummaryString()));
  }
}
