package io.pinflow.delta.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What of one source some files hold: its rows from one position to another. Immutable. */
public final class SourceRange {

  private final String source;
  private final Position first;
  private final Position last;

  /**
   * @param first the least position in the files
   * @param last the greatest, inclusive
   */
  public SourceRange(String source, Position first, Position last) {
    this.source = source;
    this.first = first;
    this.last = last;
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

  /** One range per source, from the least to the greatest position of all of its ranges. */
  public static List<SourceRange> union(Collection<SourceRange> ranges) {
    Map<String, SourceRange> bySource = new LinkedHashMap<>();
    for (SourceRange range : ranges) {
      bySource.merge(range.source, range, SourceRange::and);
    }
    return new ArrayList<>(bySource.values());
  }

  private SourceRange and(SourceRange other) {
    return new SourceRange(
        source,
        first.compareTo(other.first) <= 0 ? first : other.first,
        last.compareTo(other.last) >= 0 ? last : other.last);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof SourceRange)) {
      return false;
    }
    SourceRange that = (SourceRange) other;
    return source.equals(that.source) && first.equals(that.first) && last.equals(that.last);
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
