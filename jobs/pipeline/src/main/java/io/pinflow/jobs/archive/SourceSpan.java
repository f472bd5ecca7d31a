package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.RecordPosition;

/** The records of one partition or shard from one position to another, both included. Immutable. */
final class SourceSpan {

  private final RecordPosition first;
  private final RecordPosition last;

  SourceSpan(RecordPosition first, RecordPosition last) {
    if (first.compareInSource(last) > 0) {
      throw new IllegalArgumentException(first + " comes after " + last);
    }
    this.first = first;
    this.last = last;
  }

  RecordPosition first() {
    return first;
  }

  RecordPosition last() {
    return last;
  }

  /** Whether another one of the same source lies within it. */
  boolean holds(SourceSpan other) {
    return first.compareInSource(other.first) <= 0 && other.last.compareInSource(last) <= 0;
  }

  /** Whether it and another one of the same source share a position. */
  boolean meets(SourceSpan other) {
    return first.compareInSource(other.last) <= 0 && other.first.compareInSource(last) <= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceSpan
        && first.equals(((SourceSpan) other).first)
        && last.equals(((SourceSpan) other).last);
  }

  @Override
  public int hashCode() {
    return first.hashCode() * 31 + last.hashCode();
  }

  @Override
  public String toString() {
    return first + ".." + last;
  }
}
