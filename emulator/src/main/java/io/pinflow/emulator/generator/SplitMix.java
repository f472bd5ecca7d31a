package io.pinflow.emulator.generator;

/**
 * A small random generator (SplitMix64) whose numbers are the same everywhere and for ever, which
 * the JDK's generators do not promise. Not thread-safe.
 */
final class SplitMix {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  SplitMix(long seed) {
    this.state = seed;
  }

  /** An independent generator for one item of one stream of a seed. */
  static SplitMix of(long seed, long stream, long item) {
    return new SplitMix(mix(mix(mix(seed) + stream * GOLDEN) + item * GOLDEN));
  }

  long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform in [0, bound). */
  int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** Uniform in [0, 1). */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return nextDouble() < probability;
  }

  /**
   * The least of {@code draws} uniform numbers. {@code StrictMath} gives the same result on every
   * machine.
   */
  double leastOf(int draws) {
    double uniform = nextDouble();
    return draws == 1 ? uniform : 1 - StrictMath.pow(1 - uniform, 1.0 / draws);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
