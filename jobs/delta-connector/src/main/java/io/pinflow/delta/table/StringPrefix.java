package io.pinflow.delta.table;

import io.pinflow.delta.source.ScanFilter;
import io.pinflow.delta.source.ScanFilter.Comparison;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** What a LIKE pattern says of a string's order: it begins with what comes before any wildcard. */
final class StringPrefix {

  private StringPrefix() {}

  /** A condition that every string which fits the pattern satisfies; empty if there is none. */
  static Optional<ScanFilter> ofLike(String column, String pattern) {
    int end = 0;
    while (end < pattern.length() && "%_\\".indexOf(pattern.charAt(end)) < 0) {
      end++;
    }
    if (end == 0 || pattern.indexOf('\\') >= 0) {
      // A backslash may escape a wildcard, or stand for itself.
      return Optional.empty();
    }
    String prefix = pattern.substring(0, end);
    ScanFilter from = compare(column, Comparison.GREATER_OR_EQUAL, prefix);
    return Optional.of(
        successor(prefix)
            .map(next -> ScanFilter.and(from, compare(column, Comparison.LESS, next)))
            .orElse(from));
  }

  /** A string greater than all that begin with the prefix; empty where it is not at hand. */
  private static Optional<String> successor(String prefix) {
    char last = prefix.charAt(prefix.length() - 1);
    return last + 1 < Character.MIN_SURROGATE
        ? Optional.of(prefix.substring(0, prefix.length() - 1) + (char) (last + 1))
        : Optional.empty();
  }

  private static ScanFilter compare(String column, Comparison comparison, String value) {
    return ScanFilter.compare(column, comparison, LogicalTypeRoot.VARCHAR, value);
  }
}
