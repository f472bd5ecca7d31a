package io.pinflow.jobs.clean;

import io.pinflow.schema.CleaningFailure;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.io.Serializable;
import java.util.Locale;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** The rows of the table {@code redriven}: those of one run are made here, and all are read. */
final class RedrivenRow implements Serializable {

  static final int SOURCE = 0;
  static final int OUTCOME = 2;
  static final int CODE = 3;
  static final int FIELD = 4;
  static final int MESSAGE = 5;
  static final int TIME = 7;

  private static final long serialVersionUID = 1L;
  private static final int INGEST_COLUMNS = 3;
  private static final int COLUMNS = TableSchema.redriven().columns().size();
  private static final String STORED = "stored";

  private final String componentVersion;
  private final long runMillis;

  /**
   * Rows of a run.
   *
   * @param runMillis the time of the run, milliseconds since the epoch
   */
  RedrivenRow(String componentVersion, long runMillis) {
    this.componentVersion = componentVersion;
    this.runMillis = runMillis;
  }

  /** That a record is refused, for a reason which is new. */
  RowData refused(QuarantinedRow row, CleaningFailure failure) {
    return row(row, Outcome.QUARANTINED, failure);
  }

  /** That the kind's table holds a record, which nothing says yet. */
  RowData stored(QuarantinedRow row) {
    return row(row, Outcome.CLEAN, null);
  }

  /** What became of a record, by its row on the way to its kind's table. */
  RowData decided(RecordKind kind, RowData row) {
    int source = row.getArity() - INGEST_COLUMNS;
    return row(
        row.getString(source).toString(),
        kind,
        Outcome.of(row),
        null,
        row.getInt(row.getArity() - 1));
  }

  /** What is known of a position whose kind's table holds a row of it. */
  static RowData ofStored(ReplayRecord stored) {
    GenericRowData row = new GenericRowData(COLUMNS);
    row.setField(SOURCE, StringData.fromString(stored.source()));
    row.setField(OUTCOME, StringData.fromString(STORED));
    return row;
  }

  static boolean isStored(RowData row) {
    return row.getString(OUTCOME).toString().equals(STORED);
  }

  /** Whether this was the outcome. */
  static boolean is(Outcome outcome, RowData row) {
    return row.getString(OUTCOME).toString().equals(id(outcome));
  }

  private RowData row(QuarantinedRow row, Outcome outcome, @Nullable CleaningFailure failure) {
    return row(row.ingestSource(), row.kind(), outcome, failure, row.ingestDate());
  }

  private RowData row(
      String source,
      RecordKind kind,
      Outcome outcome,
      @Nullable CleaningFailure failure,
      int ingestDate) {
    return GenericRowData.of(
        StringData.fromString(source),
        StringData.fromString(kind.id()),
        StringData.fromString(id(outcome)),
        failure == null ? null : StringData.fromString(failure.code().id()),
        failure == null ? null : StringData.fromString(failure.field()),
        failure == null ? null : StringData.fromString(failure.message()),
        StringData.fromString(componentVersion),
        TimestampData.fromEpochMillis(runMillis),
        ingestDate);
  }

  private static String id(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
