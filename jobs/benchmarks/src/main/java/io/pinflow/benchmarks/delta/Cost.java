package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.suite.Medians;
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
    return new Cost(Medians.of(costs, Cost::wallMillis), Medians.of(costs, Cost::cpuMillis));
  }

  static Cost fastest(List<Cost> costs) {
    return costs.stream().min(Comparator.comparingDouble(Cost::wallMillis)).orElseThrow();
  }
}
