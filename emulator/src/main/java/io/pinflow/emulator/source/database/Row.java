package io.pinflow.emulator.source.database;

import io.pinflow.emulator.source.PostRecord;

/**
 * A table's row.
 *
 * @param key the post's index, or {@link #NO_KEY}
 * @param record the row as it travels
 */
record Row(long key, PostRecord record) {

  /** Of a row whose key is null: such rows come first, as the database orders them. */
  static final long NO_KEY = Long.MIN_VALUE;
}
