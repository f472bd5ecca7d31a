package io.pinflow.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code --key value} pairs. */
public final class BenchmarkOptions {

  private static final Set<String> KEYS =
      Set.of(
          "rows",
          "warm-up",
          "repetitions",
          "codec",
          "versions",
          "commits",
          "storage",
          "runs",
          "only",
          "json");

  private final Map<String, String> values;

  private BenchmarkOptions(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @throws IllegalArgumentException naming the option which is unknown or has no value
   */
  public static BenchmarkOptions parse(List<String> arguments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String key = arguments.get(i);
      if (!key.startsWith("--") || !KEYS.contains(key.substring(2)) || i + 1 == arguments.size()) {
        throw new IllegalArgumentException(
            "Expected --key value with a key of " + KEYS + ", got " + key);
      }
      values.put(key.substring(2), arguments.get(i + 1));
    }
    return new BenchmarkOptions(values);
  }

  public int number(String key, int otherwise) {
    String value = values.get(key);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  public String text(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }
}
