package io.pinflow.benchmarks.suite;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Medians of runs. */
public final class Medians {

  private Medians() {}

  /**
   * The middle value, or the mean of the two middle ones.
   *
   * @throws IllegalArgumentException if there are no runs
   */
  public static <T> double of(List<T> runs, ToDoubleFunction<T> value) {
    double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("No runs to take the median of");
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** As figures have it: three digits behind the point. */
  public static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
