package io.pinflow.jobs.clean;

import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;

/** The ways to a {@link ReplayRecord}: from a clean record, a refused one, and a stored row. */
final class ReplayRecords {

  private static final StoredRow[] STORED = new StoredRow[RecordKind.values().length];
  private static final int QUARANTINE_SOURCE =
      TableRowTypes.of(TableSchema.quarantine()).getFieldIndex(TableSchema.INGEST_SOURCE);

  static {
    for (RecordKind kind : RecordKind.values()) {
      STORED[kind.ordinal()] = new StoredRow(kind);
    }
  }

  private ReplayRecords() {}

  /** Of a record to be stored in its kind's table. */
  static MapFunction<CleanRecord, ReplayRecord> ofClean() {
    return record -> {
      StoredRow stored = STORED[record.kind().ordinal()];
      return new ReplayRecord(
          record.kind(),
          false,
          record.hash(),
          stored.ingestSource(record.row()),
          stored.ingestMicros(record.row()),
          record.row());
    };
  }

  /** Of a record to be stored in the quarantine. */
  static MapFunction<RowData, ReplayRecord> ofRefused() {
    return row -> {
      String source = row.getString(QUARANTINE_SOURCE).toString();
      return new ReplayRecord(
          RecordKind.fromId(row.getString(0).toString()),
          true,
          spread(source),
          source,
          0,
          (BinaryRowData) row);
    };
  }

  /** Of a row of a kind's table, which holds all columns. */
  static MapFunction<RowData, ReplayRecord> ofStored(RecordKind kind) {
    StoredRow stored = new StoredRow(kind);
    return row ->
        new ReplayRecord(
            kind,
            false,
            stored.hash(row),
            stored.ingestSource(row),
            stored.ingestMicros(row),
            null);
  }

  /** Of a stored row of which only the column {@code ingest_source} is there. */
  static MapFunction<RowData, ReplayRecord> ofStoredPosition(RecordKind kind, boolean refused) {
    return row -> {
      String source = row.getString(0).toString();
      return new ReplayRecord(kind, refused, spread(source), source, 0, null);
    };
  }

  private static ContentHash spread(String source) {
    return new ContentHash(0, source.hashCode());
  }
}
