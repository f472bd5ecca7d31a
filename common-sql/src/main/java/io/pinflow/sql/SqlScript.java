package io.pinflow.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a SQL script. A semicolon ends a statement unless it stands in a text, a quoted
 * name or a comment; one that ends in STATEMENT SET BEGIN reaches to its END. Comments and blank
 * lines before a statement are no part of it; those inside are.
 */
public final class SqlScript {

  private SqlScript() {}

  /**
   * Takes a script apart.
   *
   * @param file how errors are to name it
   */
  public static List<SqlStatement> split(String script, String file) {
    return split(script, file, 1);
  }

  /**
   * The statements within {@code EXECUTE STATEMENT SET BEGIN ... END}, or the statement itself if
   * it is no such set.
   */
  public static List<SqlStatement> ofSet(SqlStatement statement) {
    String text = statement.text();
    int begin = SqlText.endOfSetHead(text);
    if (begin < 0) {
      return List.of(statement);
    }
    // Up to the END which the splitter has found as the set's last word.
    String body = text.substring(begin, text.length() - "END".length());
    return split(body, statement.file(), statement.line() + SqlText.lines(text, begin));
  }

  private static List<SqlStatement> split(String script, String file, int firstLine) {
    List<SqlStatement> statements = new ArrayList<>();
    int begin = -1;
    int segment = -1;
    int position = 0;
    while (position < script.length()) {
      int after = SqlText.skip(script, position);
      if (after > position && SqlText.isComment(script, position)) {
        position = after;
      } else if (script.charAt(position) == ';') {
        if (begin >= 0
            && !SqlText.isInsideSet(script.substring(begin, position), segment - begin)) {
          statements.add(statement(script, begin, position, file, firstLine));
          begin = -1;
        }
        segment = -1;
        position++;
      } else {
        if (segment < 0 && !Character.isWhitespace(script.charAt(position))) {
          segment = position;
          begin = begin < 0 ? position : begin;
        }
        position = Math.max(after, position + 1);
      }
    }
    if (begin >= 0) {
      statements.add(statement(script, begin, script.length(), file, firstLine));
    }
    return statements;
  }

  private static SqlStatement statement(
      String script, int begin, int end, String file, int firstLine) {
    return new SqlStatement(
        script.substring(begin, end).strip(), file, firstLine + SqlText.lines(script, begin));
  }
}
