package io.pinflow.delta.table;

import io.pinflow.delta.kernel.DeltaErrors;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys an option may have, so that a misspelt one is told together with what was meant. */
public final class KnownOptions {

  private static final int MOST_TYPING_ERRORS = 3;

  private final Set<String> keys;
  private final List<String> prefixes;

  /**
   * @param prefixes of keys which are none of ours to judge, such as table properties
   */
  public KnownOptions(Set<String> keys, List<String> prefixes) {
    this.keys = keys;
    this.prefixes = prefixes;
  }

  /**
   * @throws io.pinflow.delta.kernel.DeltaException for the first unknown key, with the known ones
   *     which are spelled nearly so
   */
  public void requireKnown(Collection<String> given) {
    given.stream()
        .filter(key -> !keys.contains(key) && prefixes.stream().noneMatch(key::startsWith))
        .sorted()
        .findFirst()
        .ifPresent(
            key -> {
              throw DeltaErrors.unknownOption(key, nearMisses(key), sorted(), prefixes);
            });
  }

  private List<String> nearMisses(String key) {
    return sorted().stream()
        .filter(known -> distance(plain(key), plain(known)) <= MOST_TYPING_ERRORS)
        .collect(Collectors.toList());
  }

  private List<String> sorted() {
    return keys.stream().sorted().collect(Collectors.toList());
  }

  /** Neither case nor separators count: delta-flink's options are in camel case, Flink's not. */
  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
  }

  /** How many characters have to be changed, added or removed (Levenshtein). */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
