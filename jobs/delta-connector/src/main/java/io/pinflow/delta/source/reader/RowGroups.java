package io.pinflow.delta.source.reader;

import java.util.List;
import java.util.function.LongPredicate;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * Walks over the rows of a split's row groups, by their positions in the file, which is what
 * deletion vectors go by.
 */
final class RowGroups {

  private final List<BlockMetaData> groups;
  private final LongPredicate deleted;
  private int group = -1;
  private long row;
  private long end;

  /** Rows of the current group before this one are done with. */
  private long from;

  /**
   * @param groups those whose rows are read, each of which knows its position in the file
   */
  RowGroups(List<BlockMetaData> groups, LongPredicate deleted) {
    this.groups = groups;
    this.deleted = deleted;
  }

  /** Goes to the next group which has a row that is not done with; returns whether there is one. */
  boolean nextGroup() {
    while (++group < groups.size()) {
      row = groups.get(group).getRowIndexOffset();
      end = row + groups.get(group).getRowCount();
      from = row;
      if (row < end) {
        return true;
      }
    }
    return false;
  }

  /** The current group's number among the groups. */
  int group() {
    return group;
  }

  /** The position in the file of the row that is passed by next. */
  long position() {
    return row;
  }

  long leftInGroup() {
    return end - row;
  }

  /**
   * Goes on behind so many rows that are not deleted. The group in which that is becomes the
   * current one, none of whose rows is passed by yet.
   *
   * @return whether a group with other rows was found
   */
  boolean skip(long live) {
    long left = live;
    while (nextGroup()) {
      for (from = row; from < end; from++) {
        if (!deleted.test(from) && left-- == 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** Passes by the next row of the group; returns whether it is to be emitted. */
  boolean pass() {
    long passed = row++;
    return passed >= from && !deleted.test(passed);
  }
}
