package io.pinflow.local.demo;

import java.util.BitSet;

/** Which offsets of one topic partition the archive holds. Not thread-safe. */
final class ArchivedPartition {

  private final BitSet offsets = new BitSet();
  private long lines;

  void add(long offset) {
    offsets.set(Math.toIntExact(offset));
    lines++;
  }

  long lines() {
    return lines;
  }

  /** How many lines repeat an offset that is there already. */
  long repeated() {
    return lines - offsets.cardinality();
  }

  /** How many of the offsets before the end are not there. */
  long missing(long end) {
    return end - offsets.get(0, Math.toIntExact(end)).cardinality();
  }
}
