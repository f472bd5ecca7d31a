package io.pinflow.jobs.verify;

/** Collects the facts of one source's positions, in any order. Not thread-safe. */
interface PositionFacts {

  /**
   * Notes that something was found at a position.
   *
   * @throws NumberFormatException if the position is no natural number
   */
  void add(String position, Fact fact);

  /** All that was noted so far. */
  SortedFacts sorted();
}
