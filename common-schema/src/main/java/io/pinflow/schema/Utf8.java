package io.pinflow.schema;

/** Strict UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
public final class Utf8 {

  private Utf8() {}

  public static boolean isValid(byte[] bytes) {
    int i = 0;
    while (i < bytes.length) {
      int length = sequenceLength(bytes, i);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  /** The length of the well-formed sequence at a place, 0 if there is none. */
  public static int sequenceLength(byte[] bytes, int at) {
    int lead = bytes[at];
    if (lead >= 0) {
      return 1;
    }
    lead &= 0xFF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      return isIn(bytes, at + 1, 0x80, 0xBF) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      int low = lead == 0xE0 ? 0xA0 : 0x80;
      int high = lead == 0xED ? 0x9F : 0xBF;
      return isIn(bytes, at + 1, low, high) && isIn(bytes, at + 2, 0x80, 0xBF) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
      int low = lead == 0xF0 ? 0x90 : 0x80;
      int high = lead == 0xF4 ? 0x8F : 0xBF;
      return isIn(bytes, at + 1, low, high)
              && isIn(bytes, at + 2, 0x80, 0xBF)
              && isIn(bytes, at + 3, 0x80, 0xBF)
          ? 4
          : 0;
    }
    return 0;
  }

  private static boolean isIn(byte[] bytes, int at, int low, int high) {
    return at < bytes.length && (bytes[at] & 0xFF) >= low && (bytes[at] & 0xFF) <= high;
  }
}
