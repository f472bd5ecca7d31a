package io.pinflow.delta.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Byte arrays numbered from zero in the order in which they came first, held behind one another as
 * Parquet's PLAIN encoding has them, found by an open-addressed table.
 *
 * <p>Hashes and compares eight bytes and more at a time; a map of Parquet's Binary does both byte
 * by byte, which is what most of writing a column with few values then is.
 */
final class DistinctBytes {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final int INITIAL_ENTRIES = 64;

  private byte[] bytes;
  private int byteCount;
  private int size;

  /**
   * By number: where the entry's bytes start, and its hash. The start of {@code size} is the end.
   */
  private int[] starts;

  private int[] hashes;

  /** Numbers plus one; zero is free. At most half are taken. */
  private int[] slots;

  DistinctBytes() {
    clear();
  }

  void clear() {
    bytes = new byte[INITIAL_ENTRIES * Long.BYTES];
    starts = new int[INITIAL_ENTRIES];
    hashes = new int[INITIAL_ENTRIES];
    slots = new int[2 * INITIAL_ENTRIES];
    byteCount = 0;
    size = 0;
  }

  int size() {
    return size;
  }

  /** All entries, each its length in four bytes and its bytes; the array is longer. */
  byte[] plainBytes() {
    return bytes;
  }

  /** How much of {@link #plainBytes} is taken. */
  int plainSize() {
    return byteCount;
  }

  int start(int number) {
    return starts[number];
  }

  int length(int number) {
    return (int) INT.get(bytes, starts[number] - Integer.BYTES);
  }

  /** The number of what lies in the array, which is added if it is new. */
  int numberOf(byte[] array, int offset, int length) {
    int hash = hash(array, offset, length);
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (int taken = slots[slot]; taken != 0; taken = slots[slot]) {
      int number = taken - 1;
      if (hashes[number] == hash && isEqual(number, array, offset, length)) {
        return number;
      }
      slot = (slot + 1) & mask;
    }
    add(hash, slot, array, offset, length);
    return size - 1;
  }

  private boolean isEqual(int number, byte[] array, int offset, int length) {
    int start = starts[number];
    return length(number) == length
        && Arrays.equals(bytes, start, start + length, array, offset, offset + length);
  }

  private void add(int hash, int slot, byte[] array, int offset, int length) {
    int start = Math.addExact(byteCount, Integer.BYTES);
    byteCount = Math.addExact(start, length);
    if (byteCount > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(byteCount, (int) Math.min(2L * bytes.length, 1 << 30)));
    }
    INT.set(bytes, start - Integer.BYTES, length);
    System.arraycopy(array, offset, bytes, start, length);
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    starts[size] = start;
    hashes[size] = hash;
    slots[slot] = ++size;
    if (2 * size > slots.length) {
      grow();
    }
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = hashes[number] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = number + 1;
    }
  }

  private static int hash(byte[] array, int offset, int length) {
    long hash = length * FACTOR;
    int at = offset;
    int end = offset + length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mix(hash, (long) LONG.get(array, at));
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << Byte.SIZE | (array[at] & 0xFF);
    }
    hash = mix(hash, rest);
    return (int) (hash >>> Integer.SIZE);
  }

  private static long mix(long hash, long word) {
    long mixed = (hash ^ word) * FACTOR;
    return mixed ^ mixed >>> Integer.SIZE;
  }
}
