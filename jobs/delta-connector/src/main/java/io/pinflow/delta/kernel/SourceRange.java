package io.pinflow.delta.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What of one source is covered: everything from one position to another, and how many records that
 * were by what became of them. Of some files, or of a whole table. Immutable.
 */
public final class SourceRange {

  private static final String FIRST = "first";
  private static final String LAST = "last";

  private final String source;
  private final Position first;
  private final Position last;
  private final Map<String, Long> counts;

  /** A range of records which are not counted. */
  public SourceRange(String source, Position first, Position last) {
    this(source, first, last, Map.of());
  }

  /**
   * @param first the least position covered
   * @param last the greatest, inclusive
   * @param counts names of letters to numbers of records
   */
  public SourceRange(String source, Position first, Position last, Map<String, Long> counts) {
    this.source = source;
    this.first = first;
    this.last = last;
    this.counts = Collections.unmodifiableMap(new TreeMap<>(counts));
  }

  public String source() {
    return source;
  }

  public Position first() {
    return first;
  }

  public Position last() {
    return last;
  }

  /** Numbers of records, in the order of their names. */
  public Map<String, Long> counts() {
    return counts;
  }

  /** One range per source, from the least to the greatest position of all of its ranges. */
  public static List<SourceRange> union(Collection<SourceRange> ranges) {
    Map<String, SourceRange> bySource = new LinkedHashMap<>();
    for (SourceRange range : ranges) {
      bySource.merge(range.source, range, SourceRange::and);
    }
    return new ArrayList<>(bySource.values());
  }

  /** This range and another of the same source, taken together. */
  SourceRange and(SourceRange other) {
    Map<String, Long> sums = new TreeMap<>(counts);
    other.counts.forEach((name, count) -> sums.merge(name, count, Long::sum));
    return new SourceRange(
        source,
        first.compareTo(other.first) <= 0 ? first : other.first,
        last.compareTo(other.last) >= 0 ? last : other.last,
        sums);
  }

  /** The range as the table's log keeps it: {@code first=0 last=99 clean=90 duplicate=10}. */
  String toText() {
    StringBuilder text = new StringBuilder();
    text.append(FIRST).append('=').append(first).append(' ');
    text.append(LAST).append('=').append(last);
    counts.forEach((name, count) -> text.append(' ').append(name).append('=').append(count));
    return text.toString();
  }

  /**
   * Reads what {@link #toText} made.
   *
   * @throws DeltaException if it is anything else
   */
  static SourceRange ofText(String source, String text) {
    Map<String, Position> numbers = new TreeMap<>();
    for (String entry : text.split(" ", -1)) {
      int equals = entry.indexOf('=');
      if (equals < 0) {
        throw ReadErrors.invalidProgress(source, text);
      }
      numbers.put(entry.substring(0, equals), Position.of(entry.substring(equals + 1)));
    }
    Position first = numbers.remove(FIRST);
    Position last = numbers.remove(LAST);
    if (first == null || last == null) {
      throw ReadErrors.invalidProgress(source, text);
    }
    Map<String, Long> counts = new TreeMap<>();
    numbers.forEach((name, count) -> counts.put(name, Long.valueOf(count.toString())));
    return new SourceRange(source, first, last, counts);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof SourceRange)) {
      return false;
    }
    SourceRange that = (SourceRange) other;
    return source.equals(that.source)
        && first.equals(that.first)
        && last.equals(that.last)
        && counts.equals(that.counts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, first, last);
  }

  @Override
  public String toString() {
    return source + " from " + first + " to " + last;
  }
}
