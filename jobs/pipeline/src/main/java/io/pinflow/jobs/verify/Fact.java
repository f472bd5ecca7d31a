package io.pinflow.jobs.verify;

/**
 * What was found at a position. All facts of a position are one number, which holds for each how
 * often it was found: never, once, or more than once.
 */
enum Fact {
  /** The broker or the stream holds it. */
  HELD,
  /** A line of the archive holds it. */
  ARCHIVED,
  /** A row of its kind's table. */
  CLEAN_ROW,
  /** A row of the quarantine. */
  QUARANTINE_ROW,
  /** A row of another kind's table. */
  MISPLACED_ROW,
  /** Its row of the quarantine was cleaned later, and stored. */
  REDRIVEN_CLEAN,
  /** Its row of the quarantine was cleaned later, and its content was stored already. */
  REDRIVEN_DUPLICATE,
  /** Cleaned again, it has the content of a stored row. */
  SAME_CONTENT;

  private static final int BITS = 2;
  private static final int MASK = (1 << BITS) - 1;
  private static final int MANY = 2;

  /** The facts, with this one found once more. */
  int addedTo(int facts) {
    return count(facts) == MANY ? facts : facts + (1 << shift());
  }

  /** 0, 1, or 2 for more than once. */
  int count(int facts) {
    return facts >>> shift() & MASK;
  }

  boolean isIn(int facts) {
    return count(facts) != 0;
  }

  private int shift() {
    return ordinal() * BITS;
  }
}
