package io.pinflow.delta.sink;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.DataType;
import io.pinflow.delta.kernel.WriteErrors;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Reads one partition column of a row.
 *
 * <p>Floating-point values are told apart by their texts, as every reader sees them: NaN is one
 * value, and -0.0 is another than 0.0.
 */
final class PartitionColumn implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int index;
  private final LogicalType type;
  private final PartitionBytes bytes;
  private final RowData.FieldGetter getter;

  private PartitionColumn(int index, LogicalType type, PartitionBytes bytes) {
    this.index = index;
    this.type = type;
    this.bytes = bytes;
    this.getter = RowData.createFieldGetter(type, index);
  }

  /**
   * @param tablePath for errors
   * @throws io.pinflow.delta.kernel.DeltaException if the rows lack the column or cannot be
   *     partitioned by its type
   */
  static PartitionColumn of(String tablePath, RowType rowType, String name) {
    int index = rowType.getFieldIndex(name);
    if (index < 0) {
      throw WriteErrors.unknownPartitionColumn(name, rowType.getFieldNames());
    }
    LogicalType type = rowType.getTypeAt(index);
    switch (type.getTypeRoot()) {
      case BOOLEAN:
      case TINYINT:
      case SMALLINT:
      case INTEGER:
      case BIGINT:
      case FLOAT:
      case DOUBLE:
      case CHAR:
      case VARCHAR:
      case BINARY:
      case VARBINARY:
      case DATE:
      case DECIMAL:
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return new PartitionColumn(index, type, new PartitionBytes(tablePath, name));
      default:
        throw WriteErrors.unsupportedPartitionType(name, type);
    }
  }

  /**
   * The row's value, safe to keep; null if it is null or empty, as Delta has no such. Bytes come as
   * their text.
   */
  Object value(RowData row) {
    Object value = getter.getFieldOrNull(row);
    if (value instanceof StringData) {
      String text = value.toString();
      return text.isEmpty() ? null : StringData.fromString(text);
    }
    if (value instanceof byte[]) {
      return bytes.text((byte[]) value);
    }
    return value;
  }

  /** Whether the row's value is {@code held}; allocates nothing for the usual types. */
  boolean holds(RowData row, Object held) {
    if (held == null || row.isNullAt(index)) {
      return Objects.equals(held, value(row));
    }
    switch (type.getTypeRoot()) {
      case INTEGER:
      case DATE:
        return row.getInt(index) == (int) held;
      case BIGINT:
        return row.getLong(index) == (long) held;
      case FLOAT:
        return Float.floatToIntBits(row.getFloat(index)) == Float.floatToIntBits((float) held);
      case DOUBLE:
        return Double.doubleToLongBits(row.getDouble(index))
            == Double.doubleToLongBits((double) held);
      case CHAR:
      case VARCHAR:
        return row.getString(index).equals(held);
      case BINARY:
      case VARBINARY:
        return Arrays.equals(row.getBinary(index), ((StringData) held).toBytes());
      default:
        return held.equals(value(row));
    }
  }

  /** The value as Kernel takes it. */
  Literal literal(DataType deltaType, Object value) {
    if (value == null) {
      return Literal.ofNull(deltaType);
    }
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return Literal.ofBoolean((boolean) value);
      case TINYINT:
        return Literal.ofByte((byte) value);
      case SMALLINT:
        return Literal.ofShort((short) value);
      case INTEGER:
        return Literal.ofInt((int) value);
      case BIGINT:
        return Literal.ofLong((long) value);
      case FLOAT:
        return Literal.ofFloat((float) value);
      case DOUBLE:
        return Literal.ofDouble((double) value);
      case BINARY:
      case VARBINARY:
        return Literal.ofBinary(((StringData) value).toBytes());
      case DATE:
        return Literal.ofDate((int) value);
      case DECIMAL:
        DecimalType decimal = (DecimalType) type;
        return Literal.ofDecimal(
            ((DecimalData) value).toBigDecimal(), decimal.getPrecision(), decimal.getScale());
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return Literal.ofTimestampNtz(microseconds((TimestampData) value));
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return Literal.ofTimestamp(microseconds((TimestampData) value));
      default:
        return Literal.ofString(value.toString());
    }
  }

  private static long microseconds(TimestampData value) {
    return Math.addExact(
        Math.multiplyExact(value.getMillisecond(), 1_000L), value.getNanoOfMillisecond() / 1_000);
  }
}
