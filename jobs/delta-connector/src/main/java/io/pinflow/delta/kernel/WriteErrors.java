package io.pinflow.delta.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.StringUtils;

/** Errors of writing: what the rows, the sink or the commits cannot be. */
public final class WriteErrors {

  private WriteErrors() {}

  public static DeltaException unsupportedScheme(String path, String scheme) {
    return new DeltaException(
        String.format(
            "Cannot commit to '%s': there is no safe put-if-absent for the scheme '%s'. Use file,"
                + " s3 or s3a.",
            path, scheme));
  }

  public static DeltaException unsupportedWriterFeature(String tablePath, String feature) {
    return new DeltaException(
        String.format(
            "The Delta table '%s' asks of its writers the feature '%s', which this connector does"
                + " not have. Drop the feature from the table or write with another engine.",
            tablePath, feature));
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
            "Cannot partition by column '%s' of type %s. Partition by a column of numbers, text,"
                + " bytes, booleans, dates or timestamps.",
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

  public static DeltaException transactionForgotten(
      String tablePath, TransactionId id, Duration age, Duration retention) {
    return new DeltaException(
        String.format(
            "Cannot tell whether commit %s reached the Delta table '%s': it was prepared %s ago and"
                + " the table forgets transactions after %s"
                + " (delta.setTransactionRetentionDuration). Committing it again might duplicate"
                + " rows. Restore from a newer checkpoint or savepoint.",
            id, tablePath, ErrorText.readable(age), ErrorText.readable(retention)));
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
            .map(
                range ->
                    range + " (covered to " + progress.last(range.source()).orElseThrow() + ")")
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

  public static DeltaException appendOnly(String tablePath) {
    return new DeltaException(
        String.format(
            "Cannot overwrite rows of the Delta table '%s': its property delta.appendOnly is true,"
                + " so no row may leave it. Use INSERT INTO, or set the property to false if rows"
                + " may be deleted.",
            tablePath));
  }

  public static DeltaException overwriteInStreaming(String tablePath) {
    return new DeltaException(
        String.format(
            "INSERT OVERWRITE of the Delta table '%s' replaces rows once, at the end of its query,"
                + " and a streaming query has none. SET 'execution.runtime-mode' = 'batch', or use"
                + " INSERT INTO.",
            tablePath));
  }

  public static DeltaException overwriteWithProgress(String tablePath) {
    return new DeltaException(
        String.format(
            "The sink of the Delta table '%s' records progress and cannot overwrite: the table would"
                + " go on to cover rows which are gone. Leave 'sink.progress.column' out, or append.",
            tablePath));
  }

  public static DeltaException overwrittenPartitionUnknown(
      String tablePath, Collection<String> given, Collection<String> partitionColumns) {
    return new DeltaException(
        String.format(
            "Cannot overwrite one partition of the Delta table '%s' by values of %s: it is"
                + " partitioned by %s. Give a value for each of these.",
            tablePath, given, partitionColumns));
  }

  public static DeltaException partitionLiteral(
      String column, LogicalType type, String value, String remedy) {
    return new DeltaException(
        String.format(
            "Cannot tell which partition INSERT OVERWRITE ... PARTITION (`%s` = '%s') replaces:"
                + " the column is %s. %s",
            column, value, type.asSummaryString(), remedy));
  }

  static DeltaException rowsOutsideOverwrittenPartition(
      String tablePath, Map<String, String> partition, Collection<List<Object>> written) {
    return new DeltaException(
        String.format(
            "Cannot overwrite the partition %s of the Delta table '%s': the new rows belong to %s."
                + " Nothing was changed. Overwrite without a partition to replace all those which"
                + " get rows.",
            partition, tablePath, written));
  }

  static DeltaException addedSinceOverwriteWasPlanned(
      String tablePath, long version, OverwriteScope scope) {
    return new DeltaException(
        String.format(
            "Cannot overwrite %s in the Delta table '%s': another writer has added rows there with"
                + " version %d, since the statement was planned, and they would be lost unseen."
                + " Nothing was changed. Run the statement again, and nothing beside it that writes"
                + " there.",
            scope, tablePath, version));
  }

  public static IOException dataFileFailed(String tablePath, IOException cause) {
    return new IOException(
        String.format(
            "Cannot write a data file of the Delta table '%s': %s. Nothing is lost: mend the"
                + " storage, and its rows are written again when the job restarts from its"
                + " checkpoint.",
            tablePath, cause.getMessage()),
        cause);
  }

  public static DeltaException commitFailed(
      String tablePath, TransactionId id, int attempts, Throwable cause) {
    return new DeltaException(
        String.format(
            "Commit %s to the Delta table '%s' failed %d time(s), last: %s. Nothing is lost: it is"
                + " tried again when the job restarts from its checkpoint.",
            id, tablePath, attempts, ErrorText.rootOf(cause)),
        cause);
  }
}
