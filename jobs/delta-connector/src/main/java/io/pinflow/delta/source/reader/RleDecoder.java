package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Parquet's hybrid of run lengths and bit-packed groups of eight, decoded many at a time: the
 * levels and dictionary ids of a page.
 */
final class RleDecoder extends IntDecoder {

  private static final int GROUP = 8;

  private final ByteBuffer in;
  private final int bitWidth;
  private final int[] group = new int[GROUP];

  /** What is left of the current run; -1 for the value says that the run is bit-packed. */
  private int left;

  private boolean packed;
  private int value;

  /** The next value within {@link #group}, which is used up at 8. */
  private int inGroup = GROUP;

  /**
   * @param in from the first run's header on
   */
  RleDecoder(ByteBuffer in, int bitWidth) {
    this.in = in;
    this.bitWidth = bitWidth;
  }

  @Override
  void read(int[] into, int from, int count) {
    int next = from;
    int end = from + count;
    while (next < end) {
      if (left == 0) {
        nextRun();
      }
      int run = Math.min(left, end - next);
      if (packed) {
        unpack(into, next, run);
      } else {
        Arrays.fill(into, next, next + run, value);
      }
      next += run;
      left -= run;
    }
  }

  private void nextRun() {
    int header = varInt();
    packed = (header & 1) == 1;
    if (packed) {
      left = (header >>> 1) * GROUP;
      inGroup = GROUP;
    } else {
      left = header >>> 1;
      value = 0;
      for (int bits = 0; bits < bitWidth; bits += Byte.SIZE) {
        value |= (in.get() & 0xFF) << bits;
      }
    }
  }

  private int varInt() {
    int result = 0;
    for (int shift = 0; ; shift += 7) {
      int b = in.get();
      result |= (b & 0x7F) << shift;
      if (b >= 0) {
        return result;
      }
    }
  }

  private void unpack(int[] into, int from, int count) {
    int next = from;
    int end = from + count;
    while (next < end && inGroup < GROUP) {
      into[next++] = group[inGroup++];
    }
    while (end - next >= GROUP) {
      unpackGroup(into, next);
      next += GROUP;
    }
    if (next < end) {
      unpackGroup(group, 0);
      inGroup = 0;
      while (next < end) {
        into[next++] = group[inGroup++];
      }
    }
  }

  /** Eight values of w bits take w bytes, the first value in the lowest bits. */
  private void unpackGroup(int[] into, int from) {
    if (bitWidth == 1) {
      int bits = in.hasRemaining() ? in.get() : 0;
      for (int i = 0; i < GROUP; i++) {
        into[from + i] = (bits >>> i) & 1;
      }
      return;
    }
    long buffer = 0;
    int buffered = 0;
    long mask = (1L << bitWidth) - 1;
    for (int i = 0; i < GROUP; i++) {
      while (buffered < bitWidth) {
        // The last group of a page may be cut off behind its last value.
        long b = in.hasRemaining() ? in.get() & 0xFF : 0;
        buffer |= b << buffered;
        buffered += Byte.SIZE;
      }
      into[from + i] = (int) (buffer & mask);
      buffer >>>= bitWidth;
      buffered -= bitWidth;
    }
  }
}
