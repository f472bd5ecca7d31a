package io.pinflow.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rows that two engines wrote as JSON lines, in one form in which equal rows are equal: numbers as
 * doubles or longs, and a timestamp in UTC as itself, however many digits its fraction was given.
 */
final class JsonLines {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TIMESTAMP =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?");

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private JsonLines() {}

  /** The rows of one file, or of all the files below a folder, by column. */
  static List<Map<String, Object>> read(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Path file : files.filter(JsonLines::isData).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          rows.add(row(JSON.readTree(line)));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isData(Path path) {
    return Files.isRegularFile(path) && !path.getFileName().toString().startsWith(".");
  }

  private static Map<String, Object> row(JsonNode object) {
    Map<String, Object> row = new TreeMap<>();
    object.fields().forEachRemaining(field -> row.put(field.getKey(), value(field.getValue())));
    return row;
  }

  private static Object value(JsonNode node) {
    if (node.isNull()) {
      return "NULL";
    }
    if (node.isArray()) {
      List<Object> elements = new ArrayList<>();
      node.forEach(element -> elements.add(value(element)));
      return elements;
    }
    if (node.isFloatingPointNumber()) {
      return node.doubleValue();
    }
    if (node.isNumber()) {
      return node.longValue();
    }
    String text = node.asText();
    return TIMESTAMP.matcher(text).matches() ? timestamp(text) : text;
  }

  private static Object timestamp(String text) {
    int dot = text.indexOf('.');
    String seconds = dot < 0 ? text.replace("Z", "") : text.substring(0, dot);
    String fraction = dot < 0 ? "" : text.substring(dot + 1).replace("Z", "");
    return LocalDateTime.parse(seconds, SECONDS)
        .plusNanos(Long.parseLong((fraction + "000000000").substring(0, 9)));
  }
}
