package io.pinflow.delta.source.reader;

import java.util.Arrays;

/**
 * One column of a batch: a vector which fills itself from the column chunks of a data file.
 *
 * <p>Flink's own Parquet column readers are not used because in 1.20 they return {@code [null]} for
 * an empty array, fail on an instant before 1970 which is not a whole millisecond, cannot widen a
 * type and know no encoding but plain and dictionary.
 *
 * <p>The vectors of a nested column form a tree. A vector has one slot for each row or, below a
 * list or map, for each of its elements.
 */
abstract class Column extends BatchColumn {

  /**
   * Fills the slots from 0 on with the next rows.
   *
   * @param leaves the readers of the leaves, by the number that each leaf has
   */
  abstract void fill(LeafReader[] leaves, int rows);

  /** The levels of this leaf, or of one below. */
  abstract Levels levels();

  /** Grows to hold this many slots, keeping those there are. */
  abstract void grow(int capacity);

  final void ensureCapacity(int capacity) {
    int present = nulls().length;
    if (capacity > present) {
      int grown = Math.max(capacity, present * 2);
      growNulls(grown);
      grow(grown);
    }
  }

  final void setNull(int slot, boolean isNull) {
    nulls()[slot] = isNull;
  }

  final void setPresent(int from, int to) {
    Arrays.fill(nulls(), from, to, false);
  }
}
