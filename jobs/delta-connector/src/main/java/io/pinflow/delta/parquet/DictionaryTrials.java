package io.pinflow.delta.parquet;

/**
 * Remembers of one column, from row group to row group and file to file, that a dictionary did not
 * pay: each attempt costs a page's worth of lookups which are then thrown away, and files that end
 * with each checkpoint are often not much longer.
 */
final class DictionaryTrials {

  /** Fewer values tell nothing: of a few even those of a small set differ. */
  private static final int TELLING_VALUES = 5_000;

  /** As the data may change, a dictionary is tried again after this many row groups. */
  private static final int ROW_GROUPS_WITHOUT = 15;

  private int rowGroupsLeft;

  /** Whether the next row group should start with a dictionary. */
  boolean next() {
    if (rowGroupsLeft == 0) {
      return true;
    }
    rowGroupsLeft--;
    return false;
  }

  /** A page of so many values came out smaller without a dictionary, or did not fit into one. */
  void failed(int values) {
    if (values >= TELLING_VALUES) {
      rowGroupsLeft = ROW_GROUPS_WITHOUT;
    }
  }
}
