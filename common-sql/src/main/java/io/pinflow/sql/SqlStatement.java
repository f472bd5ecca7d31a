package io.pinflow.sql;

/** One statement of a script, without its semicolon. Immutable. */
public final class SqlStatement {

  private final String text;
  private final String file;
  private final int line;

  /**
   * A statement.
   *
   * @param file how errors are to name the script
   * @param line on which the statement begins, from 1
   */
  public SqlStatement(String text, String file, int line) {
    this.text = text;
    this.file = file;
    this.line = line;
  }

  public String text() {
    return text;
  }

  public String file() {
    return file;
  }

  public int line() {
    return line;
  }

  /** As errors name it: {@code file:line}. */
  public String place() {
    return place(1);
  }

  /** As errors name a line of it, which is counted from 1. */
  public String place(int lineOfStatement) {
    return file + ":" + (line + lineOfStatement - 1);
  }

  /** As errors name a position in its text. */
  public String placeOf(int position) {
    return place(1 + SqlText.lines(text, position));
  }

  @Override
  public String toString() {
    return place() + ": " + text;
  }
}
