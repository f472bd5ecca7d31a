package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.BenchmarkOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** The Delta connector's benchmarks by name. */
public final class DeltaBenchmarks {

  /** Prints its results as a table. */
  @FunctionalInterface
  interface DeltaBenchmark {
    void run(BenchmarkOptions options, PrintStream out) throws Exception;
  }

  private static final Map<String, DeltaBenchmark> BY_NAME =
      Map.of(
          "delta-scan", new ScanBenchmark(),
          "delta-write", new WriteBenchmark(),
          "delta-writer-heap", new WriterHeapBenchmark(),
          "delta-commit", new CommitBenchmark());

  private DeltaBenchmarks() {}

  public static boolean has(String name) {
    return BY_NAME.containsKey(name);
  }

  public static void run(String name, List<String> options) throws Exception {
    BY_NAME.get(name).run(BenchmarkOptions.parse(options), System.out);
  }
}
