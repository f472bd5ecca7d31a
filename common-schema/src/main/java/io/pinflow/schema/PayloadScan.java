package io.pinflow.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A pass over a payload before it is parsed, eight bytes at a time: a check for strict {@link Utf8}
 * (Jackson's parser lets other forms pass and would store other bytes than came in), and whether
 * there is any escape, without which no text can hold half a surrogate pair.
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
      int length = Utf8.sequenceLength(bytes, at);
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
}
