package io.pinflow.aws;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code api.yaml}, made ready for API Gateway: without YAML's anchors and with its placeholders
 * filled.
 */
final class ApiDefinitionFile {

  /** The document refers to its own parts more often than the parser takes for harmless. */
  private static final int MOST_ALIASES = 1_000;

  private static final String SHARED = "x-pinflow-shared";
  private static final String USAGE_PLAN = "x-pinflow-usage-plan";

  private final Map<String, Object> document;

  private ApiDefinitionFile(Map<String, Object> document) {
    this.document = document;
  }

  /**
   * Reads the document.
   *
   * @throws UncheckedIOException where there is none
   */
  static ApiDefinitionFile read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(MOST_ALIASES);
      Map<String, Object> document = new Yaml(new SafeConstructor(options)).load(reader);
      return new ApiDefinitionFile(document);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the API's definition " + file, e);
    }
  }

  /**
   * The document to import.
   *
   * @param placeholders values by {@code ${NAME}}, other than {@code ${stageVariables...}}
   */
  Map<String, Object> filled(Map<String, String> placeholders) {
    Map<String, Object> filled = new LinkedHashMap<>(document);
    filled.remove(SHARED);
    filled.remove(USAGE_PLAN);
    filled.replaceAll((key, value) -> fill(value, placeholders));
    return filled;
  }

  /** Requests a second, {@code rateLimit} or {@code burstLimit}. */
  int throttle(String name) {
    return number("throttle", name);
  }

  /** Requests a day. */
  int quota() {
    return number("quota", "limit");
  }

  private int number(String group, String name) {
    Map<?, ?> plan = (Map<?, ?>) document.get(USAGE_PLAN);
    return ((Number) ((Map<?, ?>) plan.get(group)).get(name)).intValue();
  }

  private static Object fill(Object value, Map<String, String> placeholders) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> filled = new LinkedHashMap<>();
      map.forEach((key, child) -> filled.put(String.valueOf(key), fill(child, placeholders)));
      return filled;
    }
    if (value instanceof List<?> list) {
      List<Object> filled = new ArrayList<>();
      list.forEach(child -> filled.add(fill(child, placeholders)));
      return filled;
    }
    if (value instanceof String text) {
      String filled = text;
      for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
        filled = filled.replace(placeholder.getKey(), placeholder.getValue());
      }
      return filled;
    }
    return value;
  }
}
