package io.pinflow.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of SQL text in which a semicolon means nothing. */
final class SqlText {

  private static final Pattern SET =
      Pattern.compile(
          "(EXECUTE|COMPILE)\\b[^;]*?\\bSTATEMENT\\s+SET\\s+BEGIN\\b", Pattern.CASE_INSENSITIVE);

  private SqlText() {}

  /**
   * Where the text, quoted name or comment that begins here ends; the position itself where none
   * begins.
   */
  static int skip(String sql, int position) {
    char c = sql.charAt(position);
    if (c == '\'' || c == '"' || c == '`') {
      int end = sql.indexOf(c, position + 1);
      // A doubled quote inside reads as two texts side by side, which ends in the same place.
      return end < 0 ? sql.length() : end + 1;
    }
    if (sql.startsWith("--", position)) {
      int end = sql.indexOf('\n', position);
      return end < 0 ? sql.length() : end + 1;
    }
    // A hint looks like a comment but belongs to the statement; it holds no semicolon outside
    // texts.
    if (sql.startsWith("/*", position) && !sql.startsWith("/*+", position)) {
      int end = sql.indexOf("*/", position + 2);
      return end < 0 ? sql.length() : end + 2;
    }
    return position;
  }

  static boolean isComment(String sql, int position) {
    return sql.startsWith("--", position) || sql.startsWith("/*", position);
  }

  /**
   * Whether a semicolon at the end of this text stands between the statements of a set.
   *
   * @param segment where the text's last statement begins; negative if it is empty
   */
  static boolean isInsideSet(String text, int segment) {
    boolean set = SET.matcher(text).lookingAt();
    return set && (segment < 0 || !text.substring(segment).strip().equalsIgnoreCase("END"));
  }

  /** Where the first statement of a set may begin; negative if the text is no set. */
  static int endOfSetHead(String text) {
    Matcher set = SET.matcher(text);
    return set.lookingAt() ? set.end() : -1;
  }

  /** How many line breaks there are before a position. */
  static int lines(String text, int position) {
    return (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }
}
