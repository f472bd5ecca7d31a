package io.pinflow.jobs.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one look finds: the facts of every position, source by source, and what is wrong beside
 * that, such as files which cannot be read. Not thread-safe.
 */
final class Findings {

  private final Map<SourceName, PositionFacts> facts = new TreeMap<>();
  private final Map<String, Optional<SourceName>> sources = new HashMap<>();
  private final Set<String> problems = new LinkedHashSet<>();

  /** The source of a position's URI; none if it is no position of records of a known kind. */
  Optional<SourceName> source(String uri) {
    return sources.computeIfAbsent(
        uri.substring(0, Math.max(0, uri.lastIndexOf('/'))), SourceName::of);
  }

  /**
   * Notes what was found at a position, given as a URI.
   *
   * @return false if it is no position of records of a known kind
   */
  boolean add(String uri, Fact fact) {
    Optional<SourceName> source = source(uri);
    if (source.isEmpty()) {
      return false;
    }
    try {
      add(source.get(), uri.substring(uri.lastIndexOf('/') + 1), fact);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * Notes what was found at a position.
   *
   * @throws NumberFormatException if the position is no natural number
   */
  void add(SourceName source, String position, Fact fact) {
    PositionFacts positions = facts.get(source);
    if (positions == null) {
      positions = source.newFacts();
      facts.put(source, positions);
    }
    positions.add(position, fact);
  }

  /** Notes all that others have found. */
  void addAll(Findings others) {
    others.facts.forEach(
        (source, positions) -> {
          SortedFacts sorted = positions.sorted();
          for (int place = 0; place < sorted.size(); place++) {
            for (Fact fact : Fact.values()) {
              for (int n = 0; n < fact.count(sorted.facts(place)); n++) {
                add(source, sorted.position(place), fact);
              }
            }
          }
        });
    problems.addAll(others.problems);
  }

  /** Notes what is wrong, once however often it is met. */
  void problem(String text) {
    problems.add(text);
  }

  List<String> problems() {
    return new ArrayList<>(problems);
  }

  /** In the order of the kinds. */
  Map<SourceName, PositionFacts> facts() {
    return facts;
  }
}
