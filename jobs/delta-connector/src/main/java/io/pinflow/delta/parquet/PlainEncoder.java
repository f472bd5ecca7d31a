package io.pinflow.delta.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.io.api.Binary;

/**
 * Parquet's PLAIN encoding of numbers and byte arrays in one growing array, each value by one store
 * or copy. Parquet's own writes through two streams onto a list of slabs.
 */
class PlainEncoder extends ValuesWriter {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int INITIAL_BYTES = 1 << 10;

  /** What a JVM surely can allocate as one array. */
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;
  private int valueCount;

  @Override
  public final void writeInteger(int value) {
    reserve(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
    valueCount++;
  }

  @Override
  public final void writeLong(long value) {
    reserve(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
    valueCount++;
  }

  @Override
  public final void writeFloat(float value) {
    writeInteger(Float.floatToIntBits(value));
  }

  @Override
  public final void writeDouble(double value) {
    writeLong(Double.doubleToLongBits(value));
  }

  @Override
  public final void writeBytes(Binary value) {
    int length = value.length();
    reserve(Integer.BYTES + length);
    INT.set(bytes, size, length);
    size += Integer.BYTES;
    value.toByteBuffer().get(bytes, size, length);
    size += length;
    valueCount++;
  }

  /** How many were written since the last {@link #reset}. */
  final int valueCount() {
    return valueCount;
  }

  /** The encoded values, valid until the next one is written. */
  @Override
  public BytesInput getBytes() {
    return BytesInput.from(bytes, 0, size);
  }

  @Override
  public final void reset() {
    size = 0;
    valueCount = 0;
  }

  @Override
  public final long getBufferedSize() {
    return size;
  }

  @Override
  public final long getAllocatedSize() {
    return bytes.length;
  }

  @Override
  public final Encoding getEncoding() {
    return Encoding.PLAIN;
  }

  @Override
  public final String memUsageString(String prefix) {
    return String.format("%s PLAIN %,d of %,d bytes", prefix, size, bytes.length);
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, LARGEST)));
    }
  }
}
