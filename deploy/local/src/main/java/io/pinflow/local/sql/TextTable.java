package io.pinflow.local.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A result as a table for the eye: numbers to the right, long values shortened, at most so many
 * rows.
 */
public final class TextTable {

  private static final int MAX_WIDTH = 48;
  private static final String NULL = "<NULL>";

  private TextTable() {}

  public static String of(ResultTable table, int maxRows) {
    List<List<String>> shown = new ArrayList<>();
    shown.add(table.columns().stream().map(TextTable::cell).toList());
    table.rows().stream()
        .limit(maxRows)
        .forEach(row -> shown.add(row.stream().map(TextTable::cell).toList()));
    int[] widths = new int[table.columns().size()];
    for (List<String> row : shown) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    String rule = rule(widths);
    text.append(rule);
    for (int i = 0; i < shown.size(); i++) {
      row(text, shown.get(i), widths, table.numeric());
      if (i == 0) {
        text.append(rule);
      }
    }
    text.append(rule);
    int hidden = table.rows().size() - (shown.size() - 1);
    text.append(table.rows().size()).append(table.rows().size() == 1 ? " row" : " rows");
    return text.append(hidden > 0 ? ", of which " + hidden + " are not shown\n" : "\n").toString();
  }

  private static void row(
      StringBuilder text, List<String> cells, int[] widths, List<Boolean> numeric) {
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths[i] - width(cell));
      text.append("| ").append(numeric.get(i) ? padding + cell : cell + padding).append(' ');
    }
    text.append("|\n");
  }

  private static String rule(int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int width : widths) {
      text.append('+').append("-".repeat(width + 2));
    }
    return text.append("+\n").toString();
  }

  private static String cell(String value) {
    if (value == null) {
      return NULL;
    }
    String line = value.replaceAll("\\p{Cntrl}", " ");
    if (line.codePointCount(0, line.length()) <= MAX_WIDTH) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, MAX_WIDTH - 3)) + "...";
  }

  /** Columns on a terminal: East Asian wide characters and emoji take two, combining marks none. */
  private static int width(String cell) {
    return cell.codePoints().map(TextTable::width).sum();
  }

  private static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        (codePoint >= 0x1100 && codePoint <= 0x115F)
            || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
            || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
            || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
            || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
            || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
            || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF);
    return wide ? 2 : 1;
  }
}
