package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.columnar.vector.TimestampColumnVector;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * TIMESTAMP and TIMESTAMP_LTZ: microseconds from 1970-01-01T00:00:00 (UTC for instants), whatever
 * the JVM's time zone. INT96, which older writers use, is a Julian day and the nanoseconds of that
 * day, in UTC; Delta keeps microseconds. INT32 is a DATE, from a file written when the column was
 * one: its midnight.
 */
final class TimestampColumn extends LeafColumn implements TimestampColumnVector {

  private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);
  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;

  private final PrimitiveTypeName stored;
  private final LogicalTypeAnnotation.TimeUnit unit;
  private long[] micros = new long[0];

  TimestampColumn(Leaf leaf, PrimitiveType stored) {
    this(leaf, stored.getPrimitiveTypeName(), unitOf(stored));
  }

  private TimestampColumn(
      Leaf leaf, PrimitiveTypeName stored, LogicalTypeAnnotation.TimeUnit unit) {
    super(leaf);
    this.stored = stored;
    this.unit = unit;
  }

  private static LogicalTypeAnnotation.TimeUnit unitOf(PrimitiveType stored) {
    return stored.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation
        ? ((TimestampLogicalTypeAnnotation) stored.getLogicalTypeAnnotation()).getUnit()
        : LogicalTypeAnnotation.TimeUnit.MICROS;
  }

  @Override
  LeafColumn empty() {
    return new TimestampColumn(leaf(), stored, unit);
  }

  @Override
  void readPlain(ByteBuffer in, int from, int count) {
    if (stored == PrimitiveTypeName.INT96) {
      for (int i = from; i < from + count; i++) {
        micros[i] = ofInt96(in.getLong(), in.getInt());
      }
    } else {
      LongValues.readPlain(stored, in, micros, from, count);
      convert(from, count);
    }
  }

  @Override
  void readDictionary(LeafColumn dictionary, int[] ids, int from, int count) {
    LongValues.lookUp(((TimestampColumn) dictionary).micros, ids, micros, from, count);
  }

  @Override
  void readDecoded(ValuesReader in, int from, int count) {
    if (stored == PrimitiveTypeName.INT96) {
      for (int i = from; i < from + count; i++) {
        ByteBuffer value = in.readBytes().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        micros[i] =
            ofInt96(value.getLong(value.position()), value.getInt(value.position() + Long.BYTES));
      }
    } else {
      LongValues.readDecoded(stored, in, micros, from, count);
      convert(from, count);
    }
  }

  private static long ofInt96(long nanosOfDay, int julianDay) {
    return (julianDay - (long) JULIAN_DAY_OF_EPOCH) * MICROS_PER_DAY
        + Math.floorDiv(nanosOfDay, 1_000L);
  }

  private void convert(int from, int count) {
    if (stored == PrimitiveTypeName.INT32) {
      for (int i = from; i < from + count; i++) {
        micros[i] *= MICROS_PER_DAY;
      }
    } else if (unit == LogicalTypeAnnotation.TimeUnit.MILLIS) {
      for (int i = from; i < from + count; i++) {
        micros[i] = Math.multiplyExact(micros[i], 1_000L);
      }
    } else if (unit == LogicalTypeAnnotation.TimeUnit.NANOS) {
      for (int i = from; i < from + count; i++) {
        micros[i] = Math.floorDiv(micros[i], 1_000L);
      }
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
