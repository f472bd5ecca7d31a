package io.pinflow.delta.maintenance;

import io.pinflow.delta.kernel.MaintenanceErrors;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** The order of rows by some of their columns, nulls first, text and binary by their bytes. */
final class RowOrder {

  private RowOrder() {}

  /**
   * @throws io.pinflow.delta.kernel.DeltaException if a column's type has no order
   */
  static Comparator<RowData> of(RowType rowType, int[] columns) {
    return Arrays.stream(columns)
        .mapToObj(column -> of(rowType, column))
        .reduce(Comparator::thenComparing)
        .orElseThrow(() -> new IllegalArgumentException("no columns to order by"));
  }

  private static Comparator<RowData> of(RowType rowType, int column) {
    Comparator<RowData> values =
        values(rowType.getFieldNames().get(column), rowType.getTypeAt(column), column);
    return (left, right) -> {
      boolean leftNull = left.isNullAt(column);
      boolean rightNull = right.isNullAt(column);
      if (leftNull || rightNull) {
        return Boolean.compare(rightNull, leftNull);
      }
      return values.compare(left, right);
    };
  }

  private static Comparator<RowData> values(String name, LogicalType type, int column) {
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return (left, right) -> Boolean.compare(left.getBoolean(column), right.getBoolean(column));
      case TINYINT:
        return Comparator.comparingInt(row -> row.getByte(column));
      case SMALLINT:
        return Comparator.comparingInt(row -> row.getShort(column));
      case INTEGER:
      case DATE:
        return Comparator.comparingInt(row -> row.getInt(column));
      case BIGINT:
        return Comparator.comparingLong(row -> row.getLong(column));
      case FLOAT:
        return (left, right) -> Float.compare(left.getFloat(column), right.getFloat(column));
      case DOUBLE:
        return Comparator.comparingDouble(row -> row.getDouble(column));
      case VARCHAR:
        return Comparator.<RowData, StringData>comparing(row -> row.getString(column));
      case VARBINARY:
        return (left, right) ->
            Arrays.compareUnsigned(left.getBinary(column), right.getBinary(column));
      case DECIMAL:
        int precision = ((org.apache.flink.table.types.logical.DecimalType) type).getPrecision();
        int scale = ((org.apache.flink.table.types.logical.DecimalType) type).getScale();
        return Comparator.<RowData, DecimalData>comparing(
            row -> row.getDecimal(column, precision, scale));
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return Comparator.<RowData, TimestampData>comparing(row -> row.getTimestamp(column, 6));
      default:
        throw MaintenanceErrors.unsortableColumn(name, type);
    }
  }
}
