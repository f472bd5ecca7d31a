package io.pinflow.local.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is stored against what was sent, by content.
 *
 * @param lost acknowledged contents of which nothing is stored
 * @param duplicated contents that are stored more than once
 * @param foreign stored contents that nobody has sent
 */
record Comparison(List<Content> lost, List<Content> duplicated, List<Content> foreign) {

  Comparison {
    lost = List.copyOf(lost);
    duplicated = List.copyOf(duplicated);
    foreign = List.copyOf(foreign);
  }

  /**
   * Compares.
   *
   * @param sent all contents that were sent, whether or not they were acknowledged
   * @param copies how often each content is stored
   */
  static Comparison of(Set<Content> sent, Set<Content> acknowledged, Map<Content, Integer> copies) {
    return new Comparison(
        acknowledged.stream().filter(content -> !copies.containsKey(content)).toList(),
        copies.entrySet().stream()
            .filter(entry -> entry.getValue() > 1)
            .map(Map.Entry::getKey)
            .toList(),
        copies.keySet().stream().filter(content -> !sent.contains(content)).toList());
  }

  boolean clean() {
    return lost.isEmpty() && duplicated.isEmpty() && foreign.isEmpty();
  }
}
