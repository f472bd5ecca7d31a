package io.pinflow.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A pass over a payload before it is parsed, eight bytes at a time: strict check of UTF-8 as the
 * Unicode standard defines it (no overlong forms, no surrogates, nothing above U+10FFFF; Jackson's
 * parser lets those pass and would store other bytes than came in), and whether there is any
 * escape, without which no text can hold half a surrogate pair.
 *
 * <p>Reusable, not thread-safe.
 */
final class PayloadScan {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long BACKSLASHES = LOW_BITS * '\\';

  private int firstInvalid;
  private boolean hasBackslash;

  void scan(byte[] bytes) {
    firstInvalid = -1;
    long backslashes = 0;
    int at = 0;
    while (at < bytes.length) {
      if (at + Long.BYTES <= bytes.length) {
        long eight = (long) LONGS.get(bytes, at);
        if ((eight & HIGH_BITS) == 0) {
          // Zero bytes mark backslashes; subtracting one sets the high bit of a zero byte.
          backslashes |= (eight ^ BACKSLASHES) - LOW_BITS;
          at += Long.BYTES;
          continue;
        }
      }
      int length = sequenceLength(bytes, at);
      if (length == 0) {
        firstInvalid = at;
        break;
      }
      backslashes |= bytes[at] == '\\' ? HIGH_BITS : 0;
      at += length;
    }
    hasBackslash = (backslashes & HIGH_BITS) != 0;
  }

  /** The offset of the first byte which is not well-formed UTF-8, or -1 if all are. */
  int firstInvalid() {
    return firstInvalid;
  }

  boolean hasBackslash() {
    return hasBackslash;
  }

  /** The length of the well-formed sequence at a place, or 0. */
  private static int sequenceLength(byte[] bytes, int at) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
      return isTail(bytes, at + 1, 0x80, 0xBF) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      int lowest = lead == 0xE0 ? 0xA0 : 0x80;
      int highest = lead == 0xED ? 0x9F : 0xBF;
      return isTail(bytes, at + 1, lowest, highest) && isTail(bytes, at + 2, 0x80, 0xBF) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
      int lowest = lead == 0xF0 ? 0x90 : 0x80;
      int highest = lead == 0xF4 ? 0x8F : 0xBF;
      return isTail(bytes, at + 1, lowest, highest)
              && isTail(bytes, at + 2, 0x80, 0xBF)
              && isTail(bytes, at + 3, 0x80, 0xBF)
          ? 4
          : 0;
    }
    return 0;
  }

  private static boolean isTail(byte[] bytes, int at, int lowest, int highest) {
    if (at >= bytes.length) {
      return false;
    }
    int value = bytes[at] & 0xFF;
    return value >= lowest && value <= highest;
  }
}
