package io.pinflow.benchmarks.delta;

import java.time.Duration;

/** One side of a comparison: work to do, and the CPU clock of the process which does it. */
interface Contender {

  void work() throws Exception;

  /** Undoes the work, outside of the measurement. */
  default void reset() throws Exception {}

  Duration cpuTime();

  default Cost measure() throws Exception {
    Duration cpu = cpuTime();
    long start = System.nanoTime();
    work();
    long wall = System.nanoTime() - start;
    Cost cost = new Cost(wall / 1e6, cpuTime().minus(cpu).toNanos() / 1e6);
    reset();
    return cost;
  }
}
