package io.pinflow.jobs.clean;

import io.pinflow.schema.CleanRow;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.GeoRow;
import io.pinflow.schema.PinRow;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.UserRow;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;

/**
 * A row as a kind's table holds it, all columns in the contract's order: the inverse of {@link
 * CleanRowMapper}. Valid as long as the row it wraps.
 */
final class StoredRow {

  private final CleanRow content;
  private final String ingestSource;
  private final TimestampData ingestTime;

  private StoredRow(CleanRow content, String ingestSource, TimestampData ingestTime) {
    this.content = content;
    this.ingestSource = ingestSource;
    this.ingestTime = ingestTime;
  }

  static StoredRow of(RecordKind kind, RowData row) {
    Columns columns = new Columns(row);
    CleanRow content = content(kind, columns);
    return new StoredRow(content, columns.text(), columns.timestamp());
  }

  /** The hash which the record had when it was cleaned. */
  ContentHash contentHash() {
    return content.contentHash();
  }

  /** Where the record came in, as a URI with its position. */
  String ingestSource() {
    return ingestSource;
  }

  /** The broker's record time, milliseconds since the epoch. */
  long ingestMillis() {
    return ingestTime.getMillisecond();
  }

  private static CleanRow content(RecordKind kind, Columns columns) {
    int ind = columns.integer();
    switch (kind) {
      case PIN:
        return pin(columns).ind(ind).rescued(columns.text()).build();
      case GEO:
        return geo(columns).ind(ind).rescued(columns.text()).build();
      case USER:
        return user(columns).ind(ind).rescued(columns.text()).build();
    }
    throw new AssertionError(kind);
  }

  private static PinRow.Builder pin(Columns columns) {
    PinRow.Builder pin = PinRow.builder();
    pin.uniqueId(columns.text()).title(columns.text()).description(columns.text());
    if (columns.isNull()) {
      columns.skip();
    } else {
      pin.followerCount(columns.bigint());
    }
    return pin.posterName(columns.text())
        .tagList(columns.text())
        .isImageOrVideo(columns.text())
        .imageSrc(columns.text())
        .saveLocation(columns.text())
        .category(columns.text());
  }

  private static GeoRow.Builder geo(Columns columns) {
    GeoRow.Builder geo = GeoRow.builder().country(columns.text());
    ArrayData coordinates = columns.array();
    return geo.latitude(coordinates.getDouble(0))
        .longitude(coordinates.getDouble(1))
        .timestampMicros(columns.micros());
  }

  private static UserRow.Builder user(Columns columns) {
    return UserRow.builder()
        .userName(columns.text())
        .age(columns.integer())
        .dateJoinedMicros(columns.micros());
  }

  /** The columns of a row, one after the other. */
  private static final class Columns {
    private final RowData row;
    private int next;

    Columns(RowData row) {
      this.row = row;
    }

    boolean isNull() {
      return row.isNullAt(next);
    }

    void skip() {
      next++;
    }

    String text() {
      int column = next++;
      return row.isNullAt(column) ? null : row.getString(column).toString();
    }

    int integer() {
      return row.getInt(next++);
    }

    long bigint() {
      return row.getLong(next++);
    }

    ArrayData array() {
      return row.getArray(next++);
    }

    TimestampData timestamp() {
      return row.getTimestamp(next++, TableRowTypes.TIMESTAMP_PRECISION);
    }

    long micros() {
      TimestampData instant = timestamp();
      return instant.getMillisecond() * 1000L + instant.getNanoOfMillisecond() / 1000;
    }
  }
}
