package io.pinflow.emulator;

/** When each post of a run is due, so that the rate holds over the whole run. */
final class Pacer {

  private static final double NANOS_PER_SECOND = 1e9;

  private final double postsPerSecond;
  private final long start;

  Pacer(double postsPerSecond, long start) {
    this.postsPerSecond = postsPerSecond;
    this.start = start;
  }

  /** The earliest {@link System#nanoTime()} at which a post, counted from 0, may be sent. */
  long dueTime(long post) {
    if (postsPerSecond == 0) {
      return start;
    }
    return start + (long) (post / postsPerSecond * NANOS_PER_SECOND);
  }
}
