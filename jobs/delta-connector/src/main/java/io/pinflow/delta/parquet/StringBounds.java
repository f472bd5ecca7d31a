package io.pinflow.delta.parquet;

import java.util.Optional;

/**
 * Bounds of a column's strings, short enough for the log: at most 32 characters, as other Delta
 * writers keep them.
 *
 * <p>Strings compare by code point, which is the order of their UTF-8 bytes.
 */
final class StringBounds {

  static final int LENGTH = 32;

  private StringBounds() {}

  /** A lower bound: a prefix of {@code min}. */
  static String lower(String min) {
    return isShort(min) ? min : prefix(min);
  }

  /**
   * An upper bound: the shortest string of at most 32 characters above every string which starts
   * with the first 32 of {@code max}; none if there is no such string.
   */
  static Optional<String> upper(String max) {
    if (isShort(max)) {
      return Optional.of(max);
    }
    String prefix = prefix(max);
    for (int end = prefix.length(); end > 0; ) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      int next = last == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : last + 1;
      if (next <= Character.MAX_CODE_POINT) {
        return Optional.of(
            new StringBuilder(prefix.substring(0, end)).appendCodePoint(next).toString());
      }
    }
    return Optional.empty();
  }

  private static boolean isShort(String value) {
    return value.codePointCount(0, value.length()) <= LENGTH;
  }

  private static String prefix(String value) {
    return value.substring(0, value.offsetByCodePoints(0, LENGTH));
  }
}
