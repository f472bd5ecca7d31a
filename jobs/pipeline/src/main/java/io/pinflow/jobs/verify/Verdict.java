package io.pinflow.jobs.verify;

/** What became of the record at a position. Each position has one. */
enum Verdict {
  CLEAN(Column.CLEAN, "", ""),
  DUPLICATE(Column.DUPLICATE, "", ""),
  QUARANTINED(Column.QUARANTINED, "", ""),
  NOT_ARCHIVED_YET(
      Column.PENDING,
      "not in the archive yet",
      "RawArchiveJob has not come so far: see that it runs, and verify again"),
  NOT_STORED_YET(
      Column.PENDING,
      "in no table yet",
      "CleanJob has not come so far: see that it runs, and verify again"),
  NOT_ARCHIVED(
      Column.LOST,
      "missing from the archive",
      "the broker still holds them: copy them before its retention ends, and look for a deleted"
          + " object of the archive"),
  UNKNOWN(
      Column.LOST,
      "in the tables, but neither in the archive nor in the broker",
      "restore the archive's objects from a copy: nothing else holds these records as received"),
  NOT_STORED(
      Column.LOST,
      "in no table",
      "replay them from the archive: CleanJob --source archive writes what the tables lack"),
  NOT_REDRIVEN(
      Column.LOST,
      "redriven as clean, but in no table",
      "redrive them again, the last run was cut short: CleanJob --source quarantine"),
  MISPLACED(
      Column.LOST,
      "in the table of another kind",
      "somebody else has written to that table: delete the rows there, then replay the archive"),
  STORED_TWICE(
      Column.DOUBLED,
      "in the tables more than once",
      "delete all but one row of each ingest_source"),
  ARCHIVED_TWICE(
      Column.DOUBLED,
      "in the archive more than once",
      "a replay stores them once all the same; delete the object that was added or copied");

  /** The columns of the report, each a part of all positions. */
  enum Column {
    CLEAN,
    DUPLICATE,
    QUARANTINED,
    PENDING,
    LOST,
    DOUBLED
  }

  private final Column column;
  private final String problem;
  private final String advice;

  Verdict(Column column, String problem, String advice) {
    this.column = column;
    this.problem = problem;
    this.advice = advice;
  }

  Column column() {
    return column;
  }

  /** Where the records are, or are not; empty if all is well. */
  String problem() {
    return problem;
  }

  String advice() {
    return advice;
  }

  boolean isProblem() {
    return column.compareTo(Column.PENDING) >= 0;
  }

  /**
   * The verdict on a position.
   *
   * @param facts what was found at it
   * @param archiveIsBeyond whether the archive holds it or a later one
   * @param tablesAreBeyond whether its kind's table covers it
   */
  static Verdict of(int facts, boolean archiveIsBeyond, boolean tablesAreBeyond) {
    int clean = Fact.CLEAN_ROW.count(facts);
    int quarantined = Fact.QUARANTINE_ROW.count(facts);
    if (Fact.MISPLACED_ROW.isIn(facts)) {
      return MISPLACED;
    }
    if (clean > 1 || quarantined > 1 || (clean + quarantined > 1 && !settledAsClean(facts))) {
      return STORED_TWICE;
    }
    int archived = Fact.ARCHIVED.count(facts);
    if (archived != 1) {
      return archived > 1 ? ARCHIVED_TWICE : ofNotArchived(facts, archiveIsBeyond);
    }
    if (clean == 1) {
      return CLEAN;
    }
    if (quarantined == 1 && !settledAsClean(facts)) {
      return Fact.REDRIVEN_DUPLICATE.isIn(facts) ? DUPLICATE : QUARANTINED;
    }
    if (!tablesAreBeyond) {
      return NOT_STORED_YET;
    }
    if (quarantined == 1) {
      return NOT_REDRIVEN;
    }
    return Fact.SAME_CONTENT.isIn(facts) ? DUPLICATE : NOT_STORED;
  }

  private static Verdict ofNotArchived(int facts, boolean archiveIsBeyond) {
    if (!archiveIsBeyond) {
      return NOT_ARCHIVED_YET;
    }
    return Fact.HELD.isIn(facts) ? NOT_ARCHIVED : UNKNOWN;
  }

  private static boolean settledAsClean(int facts) {
    return Fact.REDRIVEN_CLEAN.isIn(facts);
  }
}
