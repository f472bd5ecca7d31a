package io.pinflow.jobs.clean;

import io.pinflow.schema.CleanRow;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.GeoRow;
import io.pinflow.schema.PinRow;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.schema.UserRow;
import java.io.Serializable;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;

/**
 * Reads a row of a kind's table, all of whose columns are there in the contract's order: the
 * inverse of {@link CleanRowMapper}. Immutable.
 */
final class StoredRow implements Serializable {

  private static final long serialVersionUID = 1L;

  private final RecordKind kind;
  private final int rescued;
  private final int ingestSource;

  StoredRow(RecordKind kind) {
    this.kind = kind;
    TableSchema schema = TableSchema.of(kind);
    this.ingestSource = TableRowTypes.of(schema).getFieldIndex(TableSchema.INGEST_SOURCE);
    this.rescued = TableRowTypes.of(schema).getFieldIndex(TableSchema.RESCUED);
  }

  /** The hash of the record whose row it is. */
  ContentHash hash(RowData row) {
    return cleanRow(row).contentHash();
  }

  String ingestSource(RowData row) {
    return row.getString(ingestSource).toString();
  }

  /** The record time in microseconds since the epoch. */
  long ingestMicros(RowData row) {
    return micros(row, ingestSource + 1);
  }

  private CleanRow cleanRow(RowData row) {
    switch (kind) {
      case PIN:
        return pin(row);
      case GEO:
        return geo(row);
      case USER:
        return user(row);
    }
    throw new AssertionError(kind);
  }

  private CleanRow pin(RowData row) {
    PinRow.Builder pin = PinRow.builder().ind(row.getInt(0)).rescued(text(row, rescued));
    if (!row.isNullAt(4)) {
      pin.followerCount(row.getLong(4));
    }
    return pin.uniqueId(text(row, 1))
        .title(text(row, 2))
        .description(text(row, 3))
        .posterName(text(row, 5))
        .tagList(text(row, 6))
        .isImageOrVideo(text(row, 7))
        .imageSrc(text(row, 8))
        .saveLocation(text(row, 9))
        .category(text(row, 10))
        .build();
  }

  private CleanRow geo(RowData row) {
    ArrayData coordinates = row.getArray(2);
    return GeoRow.builder()
        .ind(row.getInt(0))
        .country(text(row, 1))
        .latitude(coordinates.getDouble(0))
        .longitude(coordinates.getDouble(1))
        .timestampMicros(micros(row, 3))
        .rescued(text(row, rescued))
        .build();
  }

  private CleanRow user(RowData row) {
    return UserRow.builder()
        .ind(row.getInt(0))
        .userName(text(row, 1))
        .age(row.getInt(2))
        .dateJoinedMicros(micros(row, 3))
        .rescued(text(row, rescued))
        .build();
  }

  private static String text(RowData row, int column) {
    return row.isNullAt(column) ? null : row.getString(column).toString();
  }

  private static long micros(RowData row, int column) {
    TimestampData time = row.getTimestamp(column, TableRowTypes.TIMESTAMP_PRECISION);
    return time.getMillisecond() * 1000L + time.getNanoOfMillisecond() / 1000;
  }
}
