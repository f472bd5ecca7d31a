package io.pinflow.delta.source.newest;

/** Spreads keys; each use takes other bits of it. */
final class KeyHash {

  private static final int MASK_BITS = 32;

  private KeyHash() {}

  /** Murmur3's last step. */
  static int of(int key) {
    int hash = key;
    hash ^= hash >>> 16;
    hash *= 0x85ebca6b;
    hash ^= hash >>> 13;
    hash *= 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }

  /** One of some subtasks, by the high bits. */
  static int subtask(int hash, int subtasks) {
    return (int) (((hash & 0xffffffffL) * subtasks) >>> MASK_BITS);
  }
}
