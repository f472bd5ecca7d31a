package io.pinflow.jobs.clean;

import io.pinflow.jobs.config.JobErrors;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RecordPosition;
import io.pinflow.schema.CleaningFailure;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/**
 * A row as the quarantine holds it, all columns in the contract's order: the inverse of {@link
 * QuarantineMapper}. Valid as long as the row it wraps.
 */
final class QuarantinedRow {

  private static final int KIND = 0;
  private static final int CODE = 1;
  private static final int FIELD = 2;
  private static final int MESSAGE = 3;
  private static final int PAYLOAD = 4;
  private static final int VERSION = 5;
  private static final int SOURCE = 6;
  private static final int TIME = 7;
  private static final int DATE = 8;

  private final RowData row;

  private QuarantinedRow(RowData row) {
    this.row = row;
  }

  static QuarantinedRow of(RowData row) {
    return new QuarantinedRow(row);
  }

  String kindId() {
    return text(KIND);
  }

  RecordKind kind() {
    return RecordKind.fromId(kindId());
  }

  String code() {
    return text(CODE);
  }

  /** Where the record came in, as a URI with its position. */
  String ingestSource() {
    return text(SOURCE);
  }

  int ingestDate() {
    return row.getInt(DATE);
  }

  /** The record time, milliseconds since the epoch. */
  long ingestMillis() {
    return row.getTimestamp(TIME, TableRowTypes.TIMESTAMP_PRECISION).getMillisecond();
  }

  /** Whether it was refused for the same reason. */
  boolean isRefusedFor(CleaningFailure failure) {
    return code().equals(failure.code().id())
        && text(FIELD).equals(failure.field() == null ? "" : failure.field())
        && text(MESSAGE).equals(failure.message());
  }

  /** A copy with a reason which was found later. */
  RowData withReason(StringData code, StringData field, StringData message) {
    return copy(code, field, message);
  }

  /** A copy, which stays valid. */
  RowData copy() {
    return copy(string(CODE), string(FIELD), string(MESSAGE));
  }

  private RowData copy(StringData code, StringData field, StringData message) {
    return GenericRowData.of(
        string(KIND),
        code,
        field,
        message,
        row.isNullAt(PAYLOAD) ? null : row.getBinary(PAYLOAD),
        string(VERSION),
        string(SOURCE),
        row.getTimestamp(TIME, TableRowTypes.TIMESTAMP_PRECISION),
        ingestDate());
  }

  /**
   * The record as far as cleaning looks at it: without its key and its headers.
   *
   * @throws IllegalStateException if it names no position
   */
  RawRecord record() {
    RecordPosition position =
        RecordPosition.of(ingestSource())
            .orElseThrow(
                () -> JobErrors.noPosition(TableSchema.quarantine().tableName(), ingestSource()));
    byte[] payload = row.isNullAt(PAYLOAD) ? null : row.getBinary(PAYLOAD);
    return new RawRecord(position, ingestMillis(), null, List.of(), payload);
  }

  private StringData string(int column) {
    return row.isNullAt(column) ? null : StringData.fromString(row.getString(column).toString());
  }

  private String text(int column) {
    return row.isNullAt(column) ? "" : row.getString(column).toString();
  }
}
