package io.pinflow.schema;

/** Reads follower counts exactly: a decimal, times one, k, M or B, which must be a whole number. */
final class FollowerCounts {
  static final String USER_INFO_ERROR = "User Info Error";

  /** What {@link #parse} returns for anything else. */
  static final long UNREADABLE = -1L;

  private FollowerCounts() {}

  /**
   * The count of a text such as {@code 159}, {@code 31k} or {@code 1.2M}.
   *
   * @return the count, or {@link #UNREADABLE} if the text has another form, is not a whole number
   *     when multiplied out, or does not fit
   */
  static long parse(char[] text, int start, int length) {
    int end = start + length;
    int zeros = length == 0 ? 0 : zerosOf(text[end - 1]);
    if (zeros > 0) {
      end--;
    }
    int at = start;
    long value = 0;
    while (at < end && isDigit(text[at]) && value >= 0) {
      value = append(value, text[at++] - '0');
    }
    if (at == start) {
      return UNREADABLE;
    }
    if (at < end && text[at] == '.' && at + 1 < end) {
      at++;
      while (at < end && isDigit(text[at]) && value >= 0) {
        int digit = text[at++] - '0';
        if (zeros > 0) {
          value = append(value, digit);
          zeros--;
        } else if (digit != 0) {
          return UNREADABLE;
        }
      }
    }
    if (at < end) {
      return UNREADABLE;
    }
    while (zeros-- > 0) {
      value = append(value, 0);
    }
    return value;
  }

  /** Whether a text that could be parsed was multiplied out. */
  static boolean hasSuffix(char[] text, int start, int length) {
    return zerosOf(text[start + length - 1]) > 0;
  }

  private static int zerosOf(char suffix) {
    switch (suffix) {
      case 'k':
      case 'K':
        return 3;
      case 'm':
      case 'M':
        return 6;
      case 'b':
      case 'B':
        return 9;
      default:
        return 0;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Appends a digit; {@link #UNREADABLE} once it no longer fits. */
  private static long append(long value, int digit) {
    return value < 0 || value > (Long.MAX_VALUE - digit) / 10 ? UNREADABLE : value * 10 + digit;
  }
}
