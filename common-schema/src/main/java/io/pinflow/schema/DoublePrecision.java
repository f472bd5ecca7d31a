package io.pinflow.schema;

import java.math.BigDecimal;
import java.math.MathContext;

/** Tells whether a JSON number survives being stored as a DOUBLE. */
final class DoublePrecision {
  /** So many significant digits always survive in the normal range. */
  private static final int SAFE_DIGITS = 15;

  /** No double has more in its exact decimal expansion. */
  private static final int MOST_DIGITS = 767;

  private DoublePrecision() {}

  /**
   * Whether the number can be written back from the double with as many digits as it has.
   *
   * @param value the double nearest to the number
   */
  static boolean keeps(char[] text, int start, int length, double value) {
    int significant = 0;
    for (int i = start; i < start + length; i++) {
      char c = text[i];
      if (c == 'e' || c == 'E') {
        return keepsExactly(text, start, length, value);
      }
      if ((c > '0' && c <= '9') || (c == '0' && significant > 0)) {
        significant++;
      }
    }
    return significant <= SAFE_DIGITS || keepsExactly(text, start, length, value);
  }

  private static boolean keepsExactly(char[] text, int start, int length, double value) {
    if (length > MOST_DIGITS) {
      return false;
    }
    BigDecimal number;
    try {
      number = new BigDecimal(text, start, length);
    } catch (NumberFormatException exponentBeyondInt) {
      return false;
    }
    BigDecimal stored = new BigDecimal(value);
    MathContext asManyDigits = new MathContext(number.precision());
    return stored.round(asManyDigits).compareTo(number) == 0
        || new BigDecimal(Double.toString(value)).compareTo(number) == 0;
  }
}
