package io.pinflow.benchmarks.analytics;

import io.pinflow.schema.CleanRow;
import io.pinflow.schema.Column;
import io.pinflow.schema.ColumnType;
import io.pinflow.schema.GeoRow;
import io.pinflow.schema.PinRow;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.schema.UserRow;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/** Clean rows in Flink's form, as if they had come through topics of three partitions. */
final class TableRows {

  private static final int PARTITIONS = 3;

  /** A row each 346 ms: a million in four days. */
  private static final long MILLIS_PER_ROW = 346;

  private static final long FIRST_MILLIS = 1_700_000_000_000L;
  private static final long DAY_MILLIS = 86_400_000L;

  private TableRows() {}

  static RowType type(RecordKind kind) {
    List<RowType.RowField> fields =
        TableSchema.of(kind).columns().stream()
            .map(column -> new RowType.RowField(column.name(), type(column)))
            .collect(Collectors.toList());
    return new RowType(fields);
  }

  private static LogicalType type(Column column) {
    if (column.type() == ColumnType.BINARY) {
      throw new IllegalArgumentException("No clean table has a column such as " + column);
    }
    return switch (column.type()) {
      case INT -> new IntType();
      case BIGINT -> new BigIntType();
      case STRING, BINARY -> new VarCharType(VarCharType.MAX_LENGTH);
      case ARRAY_OF_DOUBLE -> new ArrayType(new DoubleType());
      case TIMESTAMP -> new LocalZonedTimestampType(6);
      case DATE -> new DateType();
    };
  }

  /**
   * The row of a table.
   *
   * @param key in place of the row's own
   * @param number of the row among those of its table, by which it came in
   */
  static RowData of(CleanRow clean, int key, long number) {
    long millis = FIRST_MILLIS + number * MILLIS_PER_ROW;
    StringData source =
        StringData.fromString(
            "kafka://pinflow."
                + clean.kind().id()
                + '/'
                + number % PARTITIONS
                + '/'
                + number / PARTITIONS);
    TimestampData time = TimestampData.fromEpochMillis(millis);
    int date = (int) (millis / DAY_MILLIS);
    StringData rescued = text(clean.rescued());
    return switch (clean.kind()) {
      case PIN -> {
        PinRow pin = (PinRow) clean;
        yield GenericRowData.of(
            key,
            text(pin.uniqueId()),
            text(pin.title()),
            text(pin.description()),
            pin.hasFollowerCount() ? Long.valueOf(pin.followerCount()) : null,
            text(pin.posterName()),
            text(pin.tagList()),
            text(pin.isImageOrVideo()),
            text(pin.imageSrc()),
            text(pin.saveLocation()),
            text(pin.category()),
            rescued,
            source,
            time,
            date);
      }
      case GEO -> {
        GeoRow geo = (GeoRow) clean;
        yield GenericRowData.of(
            key,
            text(geo.country()),
            new GenericArrayData(new double[] {geo.latitude(), geo.longitude()}),
            instant(geo.timestampMicros()),
            rescued,
            source,
            time,
            date);
      }
      case USER -> {
        UserRow user = (UserRow) clean;
        yield GenericRowData.of(
            key,
            text(user.userName()),
            user.age(),
            instant(user.dateJoinedMicros()),
            rescued,
            source,
            time,
            date);
      }
    };
  }

  private static StringData text(String value) {
    return value == null ? null : StringData.fromString(value);
  }

  private static TimestampData instant(long micros) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(micros, 1000L), Math.floorMod(micros, 1000) * 1000);
  }
}
