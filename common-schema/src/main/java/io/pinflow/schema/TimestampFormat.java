package io.pinflow.schema;

import java.time.LocalDate;

/** Writes instants as the contract shows them: {@code yyyy-MM-dd HH:mm:ss[.ffffff]} in UTC. */
public final class TimestampFormat {
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long SECONDS_PER_DAY = 86_400L;

  private TimestampFormat() {}

  /**
   * The text of an instant in the years 0001 to 9999; the fraction has six digits and is left out
   * if it is zero.
   *
   * @param micros microseconds since 1970-01-01T00:00:00Z
   */
  public static String format(long micros) {
    long seconds = Math.floorDiv(micros, MICROS_PER_SECOND);
    int fraction = (int) Math.floorMod(micros, MICROS_PER_SECOND);
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
    int second = (int) Math.floorMod(seconds, SECONDS_PER_DAY);
    StringBuilder text = new StringBuilder(26);
    digits(text, date.getYear(), 1000);
    digits(text.append('-'), date.getMonthValue(), 10);
    digits(text.append('-'), date.getDayOfMonth(), 10);
    digits(text.append(' '), second / 3600, 10);
    digits(text.append(':'), second / 60 % 60, 10);
    digits(text.append(':'), second % 60, 10);
    if (fraction != 0) {
      digits(text.append('.'), fraction, 100_000);
    }
    return text.toString();
  }

  private static void digits(StringBuilder text, int value, int highest) {
    for (int unit = highest; unit > 0; unit /= 10) {
      text.append((char) ('0' + value / unit % 10));
    }
  }
}
