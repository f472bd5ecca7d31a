package io.pinflow.benchmarks.suite;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a part has measured.
 *
 * @param figures by name; a unit is the name's last word, such as {@code spark_s}; values are
 *     numbers, texts, or maps of them
 * @param markdown the same for people: how it was measured, and tables
 */
public record PartResult(Map<String, Object> figures, String markdown) {

  public PartResult {
    figures = new LinkedHashMap<>(figures);
  }
}
