package io.pinflow.delta.kernel;

import io.delta.kernel.types.DataType;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.StringUtils;

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

  public static DeltaException noSuchSnapshot(String tablePath, String when, Throwable cause) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' cannot be read as of %s: %s Choose a version or a time between"
                + " the oldest commit which its log still holds (delta.logRetentionDuration) and"
                + " the newest.",
            tablePath, when, sentence(cause.getMessage())),
        cause);
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
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
                + " it from the table (ALTER TABLE ... DROP FEATURE in Spark) or use another engine"
                + " for it.",
            tablePath, feature));
  }

  public static DeltaException unsupportedWriterFeature(String tablePath, String feature) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' asks of its writers the feature '%s', which this connector does"
                + " not have. Drop the feature from the table or write with another engine.",
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
            "The rows do not fit the Delta table '%s': %s. Change the job's row type, or the"
                + " table's schema; columns and nested fields which the table lacks are added if"
                + " 'schema-evolution' = 'add-columns'.",
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

  public static DeltaException unsupportedPartitionType(String column, LogicalType type) {
    return new DeltaException(
        String.format(
            "Cannot partition by column '%s' of type %s. Partition by a column of numbers, text, bytes,"
                + " booleans, dates or timestamps.",
            column, type.asSummaryString()));
  }

  public static DeltaException partitionBytesNotText(
      String tablePath, String column, byte[] value, Throwable cause) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' is partitioned by the bytes of column '%s', but 0x%s is no UTF-8,"
                + " and Delta keeps a partition value as text. Partition by a text made of the"
                + " bytes, such as their hexadecimal digits, or leave such rows out.",
            tablePath, column, StringUtils.byteToHexString(value)),
        cause);
  }

  public static DeltaException unknownPartitionColumn(String column, List<String> columns) {
    return new DeltaException(
        String.format(
            "Cannot partition by '%s': the rows have no such column. They have %s.",
            column, columns));
  }

  public static DeltaException onlyPartitionColumns(List<String> columns) {
    return new DeltaException(
        String.format(
            "All columns are partition columns (%s): nothing would be left for the data files."
                + " Partition by fewer columns.",
            columns));
  }

  public static DeltaException notAppendOnly(String tablePath, RowKind kind) {
    return new DeltaException(
        String.format(
            "A row of kind %s cannot be written to the Delta table '%s': the sink only appends."
                + " Make the query append-only.",
            kind.shortString(), tablePath));
  }

  public static DeltaException nullInRequiredColumn(String tablePath, String column) {
    return new DeltaException(
        String.format(
            "A row has null in column '%s', which the Delta table '%s' declares NOT NULL. Filter"
                + " such rows out before the sink.",
            column, tablePath));
  }

  public static DeltaException columnRemapped(String tablePath, String column) {
    return new DeltaException(
        String.format(
            "Column '%s' of the Delta table '%s' was dropped and added anew while this job ran: what"
                + " it has written belongs to the dropped one. Restart the job.",
            column, tablePath));
  }

  public static DeltaException tableReplaced(String tablePath, String expectedId, String actualId) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' is not the one this state was taken for (its id is %s, the"
                + " state's %s): it was dropped and created anew. Start the job without this"
                + " state, or restore the table.",
            tablePath, actualId, expectedId));
  }

  public static DeltaException transactionForgotten(
      String tablePath, TransactionId id, Duration age, Duration retention) {
    return new DeltaException(
        String.format(
            "Cannot tell whether commit %s reached the Delta table '%s': it was prepared %s ago and"
                + " the table forgets transactions after %s"
                + " (delta.setTransactionRetentionDuration). Committing it again might duplicate"
                + " rows. Restore from a newer checkpoint or savepoint.",
            id, tablePath, readable(age), readable(retention)));
  }

  public static DeltaException invalidPosition(String position) {
    return new DeltaException(
        String.format(
            "'%s' is no position of a source: progress is counted in natural numbers. Correct the"
                + " progress column or extractor.",
            position));
  }

  public static DeltaException invalidProgress(String column, String value) {
    return new DeltaException(
        String.format(
            "'%s' in the progress column '%s' names no source and position. It must end with '/'"
                + " and a natural number, as in kafka://topic/0/1234.",
            value, column));
  }

  public static DeltaException progressOverlaps(
      String tablePath, TransactionId id, List<SourceRange> ranges, TableProgress progress) {
    String covered =
        ranges.stream()
            .filter(range -> progress.covers(range.source(), range.first()))
            .map(range -> range + " (covered to " + progress.positions().get(range.source()) + ")")
            .limit(5)
            .collect(Collectors.joining(", "));
    return new DeltaException(
        String.format(
            "Commit %s is refused: the Delta table '%s' has a part of its rows already, committed by"
                + " another run: %s. Two jobs read the same source into the table, or this one"
                + " went back without leaving out what the table covers. Run one of them, set"
                + " 'sink.progress.skip-covered', and start without state or from a state whose"
                + " pending commits are all in the table.",
            id, tablePath, covered));
  }

  public static DeltaException progressNeedsAlignedCheckpoints(String tablePath) {
    return new DeltaException(
        String.format(
            "The sink of the Delta table '%s' records progress, which takes exactly-once"
                + " checkpoints with aligned barriers: only then have all rows up to a position"
                + " reached it. Set execution.checkpointing.unaligned.enabled = false and"
                + " execution.checkpointing.mode = EXACTLY_ONCE, or leave the progress out.",
            tablePath));
  }

  public static DeltaException commitFailed(
      String tablePath, TransactionId id, int attempts, Throwable cause) {
    return new DeltaException(
        String.format(
            "Commit %s to the Delta table '%s' failed %d time(s), last: %s. Nothing is lost: it is"
                + " tried again when the job restarts from its checkpoint.",
            id, tablePath, attempts, rootOf(cause)),
        cause);
  }

  public static DeltaException invalidOption(String key, Object value, String reason) {
    return new DeltaException(String.format("Option '%s' = '%s': %s", key, value, reason));
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

  public static DeltaException addedColumnNotNull(String tablePath, String column) {
    return new DeltaException(
        String.format(
            "Cannot add the column '%s' to the Delta table '%s' as NOT NULL: the rows which are"
                + " there have no value for it. Add it nullable.",
            column, tablePath));
  }

  public static DeltaException columnExists(
      String tablePath, String column, String present, DataType type) {
    return new DeltaException(
        String.format(
            "Cannot add the column '%s' to the Delta table '%s': it has a column '%s' of type %s"
                + " (names which differ by case alone are one). Choose another name.",
            column, tablePath, present, type));
  }

  public static DeltaException propertyNotRemovable(
      String tablePath, String key, Set<String> removable) {
    return new DeltaException(
        String.format(
            "Cannot remove the property '%s' of the Delta table '%s': what is in its files may"
                + " depend on it. Only %s can be removed; set others to another value.",
            key, tablePath, removable));
  }

  public static DeltaException notInCatalog(String operation, String reason) {
    return new DeltaException(String.format("The Delta catalog cannot %s: %s", operation, reason));
  }

  public static DeltaException invalidName(String kind, String name, String reason) {
    return new DeltaException(
        String.format(
            "'%s' cannot be the name of a %s of the Delta catalog, where it is a folder's name:"
                + " %s. Choose another name.",
            name, kind, reason));
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
            tablePath, readable(retention), readable(safe)));
  }

  public static DeltaException vacuumIncomplete(
      String tablePath, int failed, int all, Throwable cause) {
    return new DeltaException(
        String.format(
            "%d of %d unused files of the Delta table '%s' could not be deleted, last: %s. The"
                + " table is sound; vacuum it again.",
            failed, all, tablePath, rootOf(cause)),
        cause);
  }

  public static DeltaException unsortableColumn(String column, LogicalType type) {
    return new DeltaException(
        String.format(
            "Cannot sort by column '%s' of type %s, which has no order. Sort by columns of"
                + " primitive types.",
            column, type.asSummaryString()));
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

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String readable(Duration duration) {
    return duration.toDays() > 0 ? duration.toDays() + " days" : duration.toSeconds() + " s";
  }
}
