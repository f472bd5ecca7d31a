package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.BenchmarkOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Delta connector's benchmarks by name. */
public final class DeltaBenchmarks {

  /** Prints its results as a table. */
  @FunctionalInterface
  interface DeltaBenchmark {

    /**
     * Measures.
     *
     * @return the measurements, which have a form in JSON; none where it prints alone
     */
    List<? extends Record> run(BenchmarkOptions options, PrintStream out) throws Exception;
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

  /** Runs one, and writes what it measured as JSON where {@code --json} says. */
  public static void run(String name, List<String> arguments) throws Exception {
    BenchmarkOptions options = BenchmarkOptions.parse(arguments);
    List<? extends Record> measured = BY_NAME.get(name).run(options, System.out);
    String json = options.text("json", "");
    if (!json.isEmpty()) {
      Measurements.write(measured, Path.of(json));
    }
  }
}
