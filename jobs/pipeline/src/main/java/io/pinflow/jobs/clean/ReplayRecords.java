package io.pinflow.jobs.clean;

import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;

/** The ways to a {@link ReplayRecord}: from a clean record, a refused one, and a stored row. */
final class ReplayRecords {

  /** Where a record came in, and when: a table's last columns. */
  private static final int INGEST_COLUMNS = 3;

  private static final int QUARANTINE_SOURCE =
      TableRowTypes.of(TableSchema.quarantine()).getFieldIndex(TableSchema.INGEST_SOURCE);

  private ReplayRecords() {}

  /** Of a record to be stored in its kind's table. */
  static MapFunction<CleanRecord, ReplayRecord> ofClean() {
    return record -> {
      int source = record.row().getArity() - INGEST_COLUMNS;
      return new ReplayRecord(
          record.kind(),
          false,
          false,
          record.hash(),
          record.row().getString(source).toString(),
          record.row().getTimestamp(source + 1, TableRowTypes.TIMESTAMP_PRECISION).getMillisecond()
              * 1000L,
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
          false,
          spread(source),
          source,
          0,
          (BinaryRowData) row);
    };
  }

  /** Of a row of a kind's table, which holds all columns. */
  static MapFunction<RowData, ReplayRecord> ofStored(RecordKind kind) {
    return row -> {
      StoredRow stored = StoredRow.of(kind, row);
      return new ReplayRecord(
          kind,
          false,
          true,
          stored.contentHash(),
          stored.ingestSource(),
          stored.ingestMillis() * 1000L,
          null);
    };
  }

  /** Of a stored row of which only the column {@code ingest_source} is there. */
  static MapFunction<RowData, ReplayRecord> ofStoredPosition(RecordKind kind, boolean refused) {
    return row -> {
      String source = row.getString(0).toString();
      return new ReplayRecord(kind, refused, true, spread(source), source, 0, null);
    };
  }

  private static ContentHash spread(String source) {
    return new ContentHash(0, source.hashCode());
  }
}
