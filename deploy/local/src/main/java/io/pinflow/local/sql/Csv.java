package io.pinflow.local.sql;

import io.pinflow.local.report.LocalErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A result as RFC 4180 CSV in UTF-8: a header row, CRLF after every row, quotes where a value holds
 * a quote, a comma or a line break. NULL is an empty field; an empty string is a quoted one, so
 * that the two stay apart.
 */
public final class Csv {

  private static final String END = "\r\n";

  private Csv() {}

  public static String of(ResultTable table) {
    StringBuilder text = new StringBuilder();
    row(text, table.columns());
    table.rows().forEach(row -> row(text, row));
    return text.toString();
  }

  /** Writes the file as a whole: a reader never sees half of it. */
  public static void write(ResultTable table, Path file) {
    Path target = file.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      Path fresh = target.resolveSibling(target.getFileName() + ".new");
      Files.writeString(fresh, of(table), StandardCharsets.UTF_8);
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw LocalErrors.io("writing " + target, e);
    }
  }

  private static void row(StringBuilder text, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      text.append(i == 0 ? "" : ",").append(field(cells.get(i)));
    }
    text.append(END);
  }

  private static String field(String value) {
    if (value == null) {
      return "";
    }
    boolean plain =
        !value.isEmpty()
            && value.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
