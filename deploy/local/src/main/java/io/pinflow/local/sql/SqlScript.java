package io.pinflow.local.sql;

import io.pinflow.local.report.LocalErrors;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a SQL file, each with the line on which it begins. A semicolon ends a statement
 * unless it stands in a text, a quoted name or a comment; one that ends in STATEMENT SET BEGIN
 * reaches to its END.
 */
public final class SqlScript {

  /** One statement without its semicolon. */
  public record Statement(String text, String file, int line) {
    /** As errors name it. */
    public String place() {
      return file + ":" + line;
    }
  }

  private SqlScript() {}

  public static List<Statement> read(Path file) {
    try {
      return split(Files.readString(file), file.toString());
    } catch (MalformedInputException e) {
      throw LocalErrors.statementFailed(file.toString(), "it is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw LocalErrors.io("reading " + file, e);
    }
  }

  static List<Statement> split(String script, String file) {
    List<Statement> statements = new ArrayList<>();
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
          statements.add(statement(script, begin, position, file));
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
      statements.add(statement(script, begin, script.length(), file));
    }
    return statements;
  }

  private static Statement statement(String script, int begin, int end, String file) {
    int line = 1 + (int) script.substring(0, begin).chars().filter(c -> c == '\n').count();
    return new Statement(script.substring(begin, end).strip(), file, line);
  }
}
