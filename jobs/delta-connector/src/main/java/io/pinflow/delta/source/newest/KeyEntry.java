package io.pinflow.delta.source.newest;

import java.nio.ByteBuffer;

/** One row among the versions of its key, as it travels: key, time and position in its file. */
final class KeyEntry {

  /** Less than any time. */
  static final long NO_TIME = Long.MIN_VALUE;

  static final int BYTES = Integer.BYTES + Long.BYTES + Integer.BYTES;
  static final int BLOCK_BYTES = 1_024 * BYTES;

  /** Marks the key NULL, in the position. */
  static final int NULL_KEY = 1 << 31;

  private KeyEntry() {}

  static void put(ByteBuffer block, boolean nullKey, int key, long time, long position) {
    int place = Math.toIntExact(position);
    block.putInt(key).putLong(time).putInt(nullKey ? place | NULL_KEY : place);
  }

  static int position(int place) {
    return place & ~NULL_KEY;
  }

  static boolean isNullKey(int place) {
    return place < 0;
  }
}
