package io.pinflow.benchmarks.delta;

import java.util.Comparator;
import java.util.List;

/**
 * What a piece of work took.
 *
 * @param wallMillis from start to end
 * @param cpuMillis of all threads of the process which did it, garbage collection and JIT included:
 *     what remains comparable on a machine with other work
 */
record Cost(double wallMillis, double cpuMillis) {

  /** The median of each. */
  static Cost median(List<Cost> costs) {
    return new Cost(
        median(costs.stream().mapToDouble(Cost::wallMillis).toArray()),
        median(costs.stream().mapToDouble(Cost::cpuMillis).toArray()));
  }

  static Cost fastest(List<Cost> costs) {
    return costs.stream().min(Comparator.comparingDouble(Cost::wallMillis)).orElseThrow();
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
