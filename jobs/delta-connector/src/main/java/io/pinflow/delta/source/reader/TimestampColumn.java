package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.columnar.vector.TimestampColumnVector;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * TIMESTAMP and TIMESTAMP_LTZ: microseconds from 1970-01-01T00:00:00 (UTC for instants), whatever
 * the JVM's time zone. INT96, which older writers use, is a Julian day and the nanoseconds of that
 * day, in UTC; Delta keeps microseconds.
 */
final class TimestampColumn extends PrimitiveColumn implements TimestampColumnVector {

  private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);
  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;

  private final boolean int96;
  private final LogicalTypeAnnotation.TimeUnit unit;
  private long[] micros = new long[0];

  TimestampColumn(int valueLevel, PrimitiveType stored) {
    super(valueLevel);
    this.int96 = stored.getPrimitiveTypeName() == PrimitiveTypeName.INT96;
    this.unit =
        stored.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation
            ? ((TimestampLogicalTypeAnnotation) stored.getLogicalTypeAnnotation()).getUnit()
            : LogicalTypeAnnotation.TimeUnit.MICROS;
  }

  @Override
  void read(ColumnReader in, int row) {
    if (int96) {
      ByteBuffer value = in.getBinary().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      long nanosOfDay = value.getLong(value.position());
      long day = value.getInt(value.position() + Long.BYTES) - (long) JULIAN_DAY_OF_EPOCH;
      micros[row] = day * MICROS_PER_DAY + Math.floorDiv(nanosOfDay, 1_000L);
    } else if (unit == LogicalTypeAnnotation.TimeUnit.MICROS) {
      micros[row] = in.getLong();
    } else if (unit == LogicalTypeAnnotation.TimeUnit.MILLIS) {
      micros[row] = Math.multiplyExact(in.getLong(), 1_000L);
    } else {
      micros[row] = Math.floorDiv(in.getLong(), 1_000L);
    }
  }

  @Override
  void grow(int capacity) {
    micros = Arrays.copyOf(micros, capacity);
  }

  @Override
  public TimestampData getTimestamp(int row, int precision) {
    return ofMicros(micros[row]);
  }

  static TimestampData ofMicros(long micros) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(micros, 1_000L), (int) Math.floorMod(micros, 1_000L) * 1_000);
  }
}
