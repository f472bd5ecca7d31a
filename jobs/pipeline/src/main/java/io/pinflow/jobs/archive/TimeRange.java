package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.RecordTime;
import java.io.Serializable;
import java.time.Instant;

/** The record times from one instant, inclusive, to another, exclusive. Immutable. */
final class TimeRange implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final long MILLIS_PER_HOUR = 3_600_000L;

  private final long from;
  private final long to;

  /**
   * A range.
   *
   * @param from null for no beginning
   * @param to null for no end
   */
  TimeRange(Instant from, Instant to) {
    this.from = from == null ? Long.MIN_VALUE : from.toEpochMilli();
    this.to = to == null ? Long.MAX_VALUE : to.toEpochMilli();
  }

  boolean isEmpty() {
    return from >= to;
  }

  boolean holds(long timestamp) {
    long time = RecordTime.storable(timestamp);
    return time >= from && time < to;
  }

  /** Whether it holds times of the hour, or the day, which begins at an instant. */
  boolean meets(Instant begin, long hours) {
    long first = begin.toEpochMilli();
    return first < to && first + hours * MILLIS_PER_HOUR > from;
  }
}
