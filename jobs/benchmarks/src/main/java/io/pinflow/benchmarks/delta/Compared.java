package io.pinflow.benchmarks.delta;

/**
 * The same work done by Flink and by Spark.
 *
 * @param work such as {@code 12 columns}
 * @param flink the medians of its runs
 * @param spark the medians of its runs
 */
record Compared(String work, Cost flink, Cost spark) {

  /** How many times as long Spark takes. */
  double wallRatio() {
    return spark.wallMillis() / flink.wallMillis();
  }

  /** How many times as much CPU time Spark takes. */
  double cpuRatio() {
    return spark.cpuMillis() / flink.cpuMillis();
  }
}
