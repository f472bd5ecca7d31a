package io.pinflow.delta.source.reader;

import io.pinflow.delta.kernel.ReadErrors;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.annotation.Nullable;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.columnar.vector.BooleanColumnVector;
import org.apache.flink.table.data.columnar.vector.ByteColumnVector;
import org.apache.flink.table.data.columnar.vector.BytesColumnVector;
import org.apache.flink.table.data.columnar.vector.DecimalColumnVector;
import org.apache.flink.table.data.columnar.vector.DoubleColumnVector;
import org.apache.flink.table.data.columnar.vector.FloatColumnVector;
import org.apache.flink.table.data.columnar.vector.IntColumnVector;
import org.apache.flink.table.data.columnar.vector.LongColumnVector;
import org.apache.flink.table.data.columnar.vector.ShortColumnVector;
import org.apache.flink.table.data.columnar.vector.TimestampColumnVector;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * The same value for every row of a file: that of a partition column, or null for a column younger
 * than the file.
 */
final class ConstantColumn extends BatchColumn
    implements BooleanColumnVector,
        ByteColumnVector,
        ShortColumnVector,
        IntColumnVector,
        LongColumnVector,
        FloatColumnVector,
        DoubleColumnVector,
        DecimalColumnVector,
        BytesColumnVector,
        TimestampColumnVector {

  static final ConstantColumn NULL = new ConstantColumn(null);

  @Nullable private final Object value;

  private ConstantColumn(@Nullable Object value) {
    super(value == null);
    this.value = value;
  }

  /**
   * @param text the value as Delta's log has it; null and the empty text are both null
   */
  static ConstantColumn ofPartition(String column, LogicalType type, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return NULL;
    }
    try {
      return new ConstantColumn(parse(type, text));
    } catch (RuntimeException e) {
      throw ReadErrors.malformedPartitionValue(column, type, text, e);
    }
  }

  private static Object parse(LogicalType type, String text) {
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return Boolean.valueOf(text);
      case TINYINT:
        return Byte.valueOf(text);
      case SMALLINT:
        return Short.valueOf(text);
      case INTEGER:
        return Integer.valueOf(text);
      case BIGINT:
        return Long.valueOf(text);
      case FLOAT:
        return Float.valueOf(text);
      case DOUBLE:
        return Double.valueOf(text);
      case DECIMAL:
        return new BigDecimal(text);
      case VARCHAR:
      case VARBINARY:
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Bytes(bytes, 0, bytes.length);
      case DATE:
        return Math.toIntExact(LocalDate.parse(text).toEpochDay());
      default:
        return timestamp(text);
    }
  }

  /**
   * Either {@code 2024-03-31 00:30:00.123456}, which is UTC, or {@code
   * 2024-03-31T00:30:00.123456Z}.
   */
  private static TimestampData timestamp(String text) {
    Instant instant =
        text.indexOf('T') < 0
            ? LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC)
            : Instant.parse(text);
    return TimestampData.fromInstant(instant.truncatedTo(ChronoUnit.MICROS));
  }

  @Override
  public boolean getBoolean(int row) {
    return (Boolean) value;
  }

  @Override
  public byte getByte(int row) {
    return (Byte) value;
  }

  @Override
  public short getShort(int row) {
    return (Short) value;
  }

  @Override
  public int getInt(int row) {
    return (Integer) value;
  }

  @Override
  public long getLong(int row) {
    return (Long) value;
  }

  @Override
  public float getFloat(int row) {
    return (Float) value;
  }

  @Override
  public double getDouble(int row) {
    return (Double) value;
  }

  @Override
  public DecimalData getDecimal(int row, int precision, int scale) {
    return DecimalData.fromBigDecimal((BigDecimal) value, precision, scale);
  }

  @Override
  public StringData getString(int row) {
    Bytes text = (Bytes) value;
    return StringData.fromBytes(text.data, text.offset, text.len);
  }

  @Override
  public byte[] getBinary(int row) {
    return ((Bytes) value).getBytes();
  }

  @Override
  public Bytes getBytes(int row) {
    return (Bytes) value;
  }

  @Override
  public TimestampData getTimestamp(int row, int precision) {
    return (TimestampData) value;
  }
}
