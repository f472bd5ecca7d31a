package io.pinflow.delta.kernel;

import java.util.Optional;

/** What the log says of all values of a column together. Immutable. */
public final class ColumnSummary {

  private final Optional<Long> nulls;
  private final boolean boundsKnown;
  private final Optional<Object> least;
  private final Optional<Object> greatest;

  ColumnSummary(
      Optional<Long> nulls,
      boolean boundsKnown,
      Optional<Object> least,
      Optional<Object> greatest) {
    this.nulls = nulls;
    this.boundsKnown = boundsKnown;
    this.least = least;
    this.greatest = greatest;
  }

  /** How many rows have null; empty if not every file tells. */
  public Optional<Long> nulls() {
    return nulls;
  }

  /** Whether {@link #least} and {@link #greatest} are known, and exactly. */
  public boolean boundsKnown() {
    return boundsKnown;
  }

  /**
   * As Delta keeps values: Byte, Short, Integer, Long; of a DATE the days since 1970-01-01, an
   * Integer. Empty if there is no value but null.
   */
  public Optional<Object> least() {
    return least;
  }

  /** As {@link #least}. */
  public Optional<Object> greatest() {
    return greatest;
  }
}
