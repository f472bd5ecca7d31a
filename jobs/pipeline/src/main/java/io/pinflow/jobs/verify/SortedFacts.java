package io.pinflow.jobs.verify;

/**
 * The facts of one source's positions, by the place of each in their ascending order. Immutable.
 */
interface SortedFacts {

  int size();

  int facts(int place);

  /** In decimal digits. */
  String position(int place);

  /** How many of the positions are not beyond this one. */
  int upTo(String position);

  /** The place of a position, or a negative number if nothing was found at it. */
  default int find(String position) {
    int place = upTo(position) - 1;
    return place >= 0 && position(place).equals(position) ? place : -1;
  }

  /** The place after the last at which something was found. */
  default int end(Fact fact) {
    int end = size();
    while (end > 0 && !fact.isIn(facts(end - 1))) {
      end--;
    }
    return end;
  }
}
