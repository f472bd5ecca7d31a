package io.pinflow.delta.kernel;

import java.util.Collection;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;

/** Errors of reading: what a table, its log or its files do not allow a source. */
public final class ReadErrors {

  private ReadErrors() {}

  public static DeltaException noSuchSnapshot(String tablePath, String when, Throwable cause) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' cannot be read as of %s: %s Choose a version or a time between"
                + " the oldest commit which its log still holds (delta.logRetentionDuration) and"
                + " the newest.",
            tablePath, when, ErrorText.sentence(cause.getMessage())),
        cause);
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

  static DeltaException invalidProgress(String source, String text) {
    return new DeltaException(
        String.format(
            "The table's log says '%s' of the source '%s', which is no progress: it must name the"
                + " first and the last position covered, as in 'first=0 last=99'. Restore an older"
                + " version of the table, or fill a new one.",
            text, source));
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

  public static DeltaException rowsDeleted(String tablePath, long version) {
    return new DeltaException(
        String.format(
            "Version %d of the Delta table '%s' deletes rows, which a stream of added rows cannot"
                + " tell its readers. Set 'ignoreDeletes' = 'true' to go on without them, or start"
                + " anew with 'startingVersion' = '%d'.",
            version, tablePath, version + 1));
  }

  public static DeltaException rowsChanged(String tablePath, long version) {
    return new DeltaException(
        String.format(
            "Version %d of the Delta table '%s' changes rows (it removes files or rows of them and"
                + " adds others), which a stream of added rows cannot tell its readers. Set"
                + " 'ignoreChanges' = 'true' to read all rows of the files it adds, among them rows"
                + " already read, or start anew with 'startingVersion' = '%d'.",
            version, tablePath, version + 1));
  }

  public static DeltaException schemaChanged(
      String tablePath, long version, List<String> differences) {
    return new DeltaException(
        String.format(
            "Version %d changes the schema of the Delta table '%s', which is being read: %s."
                + " Restart the job from its last checkpoint or a savepoint with a source built"
                + " anew: it takes the table's new schema and goes on where this one stopped.",
            version, tablePath, String.join("; ", differences)));
  }

  public static DeltaException otherPartitioning(
      String tablePath, long version, Collection<String> actual, Collection<String> expected) {
    return new DeltaException(
        String.format(
            "Version %d of the Delta table '%s' adds a file partitioned by %s, but the table was"
                + " partitioned by %s when this source was built: somebody replaced the table's"
                + " content. Build the source anew and start it after that version, or read the"
                + " older rows in batch mode.",
            version, tablePath, actual, expected));
  }

  public static DeltaException commitsCleaned(String tablePath, long version, long earliest) {
    return new DeltaException(
        String.format(
            "Version %d of the Delta table '%s' is wanted next, but its log begins at version %d:"
                + " what is older was cleaned. Rows would be missed. Start anew with the whole table"
                + " or with 'startingVersion' = '%d'; to keep the log longer set"
                + " delta.logRetentionDuration.",
            version, tablePath, earliest, earliest));
  }

  public static DeltaException tableRolledBack(String tablePath, long read, long newest) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' is at version %d but version %d of it was read before: its log"
                + " was put back. Start the job without this state, or restore the log.",
            tablePath, newest, read));
  }

  public static DeltaException noSuchVersion(String tablePath, long version, long newest) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' has no version %d and it is not the next one: the newest is %d."
                + " Start with a version from the table's history, or with the next, %d.",
            tablePath, version, newest, newest + 1));
  }

  public static DeltaException otherReadsState(String tablePath) {
    return new DeltaException(
        String.format(
            "The state for the source of the Delta table '%s' was taken while it was read in the"
                + " other mode, bounded or continuous. Start the job without this state, or give"
                + " the source another uid.",
            tablePath));
  }
}
