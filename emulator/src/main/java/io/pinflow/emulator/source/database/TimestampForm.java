package io.pinflow.emulator.source.database;

/**
 * How a table's timestamps are written; both come with a fraction, of six digits, only where it is
 * not zero. They are in UTC, whatever the session's or the machine's zone.
 */
public enum TimestampForm {
  /** {@code yyyy-MM-dd HH:mm:ss}. */
  SPACE(' '),
  /** ISO-8601: {@code yyyy-MM-ddTHH:mm:ss}. */
  ISO('T');

  private final char separator;

  TimestampForm(char separator) {
    this.separator = separator;
  }

  /** Writes a timestamp, given as SQL writes it, in this form. */
  String of(String sql) {
    String text = sql;
    int point = text.indexOf('.');
    if (point >= 0 && text.chars().skip(point + 1L).allMatch(digit -> digit == '0')) {
      text = text.substring(0, point);
    }
    int space = text.indexOf(' ');
    return space < 0 ? text : text.substring(0, space) + separator + text.substring(space + 1);
  }
}
