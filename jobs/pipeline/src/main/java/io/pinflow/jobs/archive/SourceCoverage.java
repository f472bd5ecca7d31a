package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.RecordPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.annotation.Nullable;

/**
 * What is archived of one partition or shard: all up to a position, and some beyond it. Not
 * thread-safe.
 */
final class SourceCoverage {

  private static final Comparator<SourceSpan> BY_FIRST =
      (one, other) -> one.first().compareInSource(other.first());

  @Nullable private RecordPosition last;
  private List<SourceSpan> beyond = new ArrayList<>();

  void addAllUpTo(RecordPosition position) {
    if (last == null || last.compareInSource(position) < 0) {
      last = position;
    }
  }

  void add(RecordPosition position) {
    int end = beyond.size() - 1;
    if (end >= 0 && beyond.get(end).last().isRightBefore(position)) {
      beyond.set(end, new SourceSpan(beyond.get(end).first(), position));
    } else {
      beyond.add(new SourceSpan(position, position));
    }
  }

  void add(SourceSpan span) {
    beyond.add(span);
  }

  /** Puts what was added in order; to be called before anything is asked. */
  void sort() {
    beyond.sort(BY_FIRST);
    List<SourceSpan> joined = new ArrayList<>();
    for (SourceSpan span : beyond) {
      int end = joined.size() - 1;
      if (end >= 0
          && (joined.get(end).meets(span) || joined.get(end).last().isRightBefore(span.first()))) {
        joined.set(end, join(joined.get(end), span));
      } else {
        joined.add(span);
      }
    }
    beyond = joined;
  }

  boolean covers(RecordPosition position) {
    if (last != null && position.compareInSource(last) <= 0) {
      return true;
    }
    int low = 0;
    int high = beyond.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      SourceSpan span = beyond.get(middle);
      if (position.compareInSource(span.first()) < 0) {
        high = middle - 1;
      } else if (position.compareInSource(span.last()) > 0) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /** Whether nothing is archived of what comes after a position. */
  boolean endsAt(RecordPosition position) {
    return (last == null || last.compareInSource(position) <= 0)
        && (beyond.isEmpty()
            || beyond.get(beyond.size() - 1).last().compareInSource(position) <= 0);
  }

  /** Whether all records of a span are known to be archived. */
  boolean holds(SourceSpan span) {
    return (last != null && last.compareInSource(span.last()) >= 0)
        || beyond.stream().anyMatch(archived -> archived.holds(span));
  }

  /** Whether any position of a span is archived. */
  boolean meets(SourceSpan span) {
    return (last != null && last.compareInSource(span.first()) >= 0)
        || beyond.stream().anyMatch(span::meets);
  }

  private static SourceSpan join(SourceSpan one, SourceSpan next) {
    boolean longer = one.last().compareInSource(next.last()) < 0;
    return new SourceSpan(one.first(), longer ? next.last() : one.last());
  }

  @Override
  public String toString() {
    return "up to " + last + (beyond.isEmpty() ? "" : ", and " + beyond.size() + " spans beyond");
  }
}
