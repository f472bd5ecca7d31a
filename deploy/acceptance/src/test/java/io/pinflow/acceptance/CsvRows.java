package io.pinflow.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads RFC 4180: rows end with CRLF, a quoted field may hold quotes (doubled), commas and line
 * breaks.
 */
final class CsvRows {

  private CsvRows() {}

  /** The file's rows by column name; an empty unquoted field is null, given as {@code NULL}. */
  static List<Map<String, String>> read(Path file) {
    List<List<String>> lines = parse(text(file));
    List<String> header = lines.get(0);
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      if (line.size() != header.size()) {
        throw new AssertionError(file + ": " + line + " has not the fields of " + header);
      }
      Map<String, String> row = new TreeMap<>();
      for (int i = 0; i < header.size(); i++) {
        row.put(header.get(i), line.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<List<String>> parse(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      boolean quoted = text.charAt(at) == '"';
      StringBuilder field = new StringBuilder();
      if (quoted) {
        at++;
        while (text.charAt(at) != '"' || text.startsWith("\"\"", at)) {
          field.append(text.charAt(at));
          at += text.charAt(at) == '"' ? 2 : 1;
        }
        at++;
      } else {
        while (text.charAt(at) != ',' && text.charAt(at) != '\r') {
          field.append(text.charAt(at++));
        }
      }
      row.add(field.length() == 0 && !quoted ? "NULL" : field.toString());
      if (text.startsWith("\r\n", at)) {
        rows.add(row);
        row = new ArrayList<>();
        at += 2;
      } else if (text.charAt(at) == ',') {
        at++;
      } else {
        throw new AssertionError("Neither a comma nor a line end at " + at + " of the CSV");
      }
    }
    return rows;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
