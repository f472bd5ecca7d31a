package io.pinflow.benchmarks.analytics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The first answer to each query, which all others must equal. */
final class Answers {

  private final Map<String, List<String>> known = new HashMap<>();

  /**
   * @throws IllegalStateException with the first difference
   */
  void check(String query, List<String> answer) {
    List<String> first = known.putIfAbsent(query, answer);
    if (answer.isEmpty()) {
      throw new IllegalStateException("The answer to " + query + " has no rows");
    }
    if (first != null && !first.equals(answer)) {
      List<String> missing = first.stream().filter(row -> !answer.contains(row)).toList();
      List<String> added = answer.stream().filter(row -> !first.contains(row)).toList();
      throw new IllegalStateException(
          "Answers to %s differ: %d rows and %d; not in the second: %s; not in the first: %s"
              .formatted(query, first.size(), answer.size(), few(missing), few(added)));
    }
  }

  private static List<String> few(List<String> rows) {
    return rows.subList(0, Math.min(rows.size(), 5));
  }
}
