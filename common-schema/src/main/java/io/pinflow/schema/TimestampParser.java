package io.pinflow.schema;

/**
 * Reads the contract's timestamps without allocating: {@code yyyy-MM-dd HH:mm:ss} and ISO-8601 with
 * {@code T}, each with an optional fraction of one to nine digits and an optional zone offset. No
 * zone means UTC. With {@code T} the seconds may be left out, as java.time prints whole minutes.
 *
 * <p>Reusable, not thread-safe. The getters speak of the last successful {@link #parse}.
 */
final class TimestampParser {
  private static final int SECONDS_PER_DAY = 86_400;
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final int MAX_FRACTION_DIGITS = 9;
  private static final int MAX_OFFSET_MINUTES = 18 * 60;
  private static final long FIRST_SECOND = epochDay(1, 1, 1) * SECONDS_PER_DAY;
  private static final long LAST_SECOND = epochDay(9999, 12, 31) * SECONDS_PER_DAY + 86_399;

  private char[] text;
  private int at;
  private int end;
  private int nanos;
  private int offsetMinutes;
  private long micros;

  /** Whether the characters are a timestamp in one of the forms and in range. */
  boolean parse(char[] source, int start, int length) {
    text = source;
    at = start;
    end = start + length;
    nanos = 0;
    offsetMinutes = 0;
    boolean valid = parse();
    text = null;
    return valid;
  }

  /** Microseconds since the epoch, rounded down. */
  long micros() {
    return micros;
  }

  /** Whether there were digits below the microsecond, other than zeros. */
  boolean hasLostDigits() {
    return nanos % 1000 != 0;
  }

  /** Whether a zone offset other than zero was converted. */
  boolean wasShifted() {
    return offsetMinutes != 0;
  }

  private boolean parse() {
    int year = digits(4);
    if (year < 0 || !skip('-')) {
      return false;
    }
    int month = digits(2);
    if (month < 1 || month > 12 || !skip('-')) {
      return false;
    }
    int day = digits(2);
    if (day < 1 || day > lengthOfMonth(year, month)) {
      return false;
    }
    boolean iso = skip('T') || skip('t');
    if (!iso && !skip(' ')) {
      return false;
    }
    int secondOfDay = time(iso);
    if (secondOfDay < 0 || !zone() || at != end) {
      return false;
    }
    long seconds = epochDay(year, month, day) * SECONDS_PER_DAY + secondOfDay - offsetMinutes * 60L;
    micros = seconds * MICROS_PER_SECOND + nanos / 1000;
    return seconds >= FIRST_SECOND && seconds <= LAST_SECOND;
  }

  /** The second of the day, or -1; leaves the fraction in {@link #nanos}. */
  private int time(boolean secondsOptional) {
    int hour = digits(2);
    if (hour < 0 || hour > 23 || !skip(':')) {
      return -1;
    }
    int minute = digits(2);
    if (minute < 0 || minute > 59) {
      return -1;
    }
    int second = 0;
    if (skip(':')) {
      second = digits(2);
      if (second < 0 || second > 59 || !fraction()) {
        return -1;
      }
    } else if (!secondsOptional) {
      return -1;
    }
    return (hour * 60 + minute) * 60 + second;
  }

  private boolean fraction() {
    if (!skip('.') && !skip(',')) {
      return true;
    }
    int count = 0;
    while (at < end && isDigit(text[at]) && count < MAX_FRACTION_DIGITS) {
      nanos = nanos * 10 + (text[at++] - '0');
      count++;
    }
    for (int i = count; i < MAX_FRACTION_DIGITS; i++) {
      nanos *= 10;
    }
    return count > 0;
  }

  private boolean zone() {
    if (at == end || skip('Z') || skip('z')) {
      return true;
    }
    boolean west = skip('-');
    if (!west && !skip('+')) {
      return false;
    }
    int hours = digits(2);
    if (hours < 0) {
      return false;
    }
    int minutes = 0;
    if (at < end) {
      boolean unused = skip(':');
      minutes = digits(2);
      if (minutes < 0 || minutes > 59) {
        return false;
      }
    }
    offsetMinutes = hours * 60 + minutes;
    if (offsetMinutes > MAX_OFFSET_MINUTES) {
      return false;
    }
    offsetMinutes = west ? -offsetMinutes : offsetMinutes;
    return true;
  }

  /** The number which the next {@code count} digits make, or -1 if they are not all digits. */
  private int digits(int count) {
    if (end - at < count) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < count; i++) {
      char c = text[at++];
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private boolean skip(char c) {
    if (at < end && text[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int lengthOfMonth(int year, int month) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Days since 1970-01-01 in the proleptic Gregorian calendar, counting years from March. */
  private static long epochDay(int year, int month, int day) {
    int marchYear = month > 2 ? year : year - 1;
    int marchMonth = month > 2 ? month - 3 : month + 9;
    int leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400;
    int dayOfYear = (153 * marchMonth + 2) / 5 + day - 1;
    return marchYear * 365L + leapDays + dayOfYear - 719_468L;
  }
}
