package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.suite.BenchmarkPart;
import io.pinflow.benchmarks.suite.ChildBenchmark;
import io.pinflow.benchmarks.suite.Medians;
import io.pinflow.benchmarks.suite.PartResult;
import io.pinflow.benchmarks.suite.SuiteContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code delta-write} and {@code delta-scan}, each with Flink in a process of its own. */
public final class DeltaPart implements BenchmarkPart {

  private static final List<String> BENCHMARKS = List.of("delta-write", "delta-scan");

  private static final String METHOD =
      """
      %,d rows of twelve columns are written into a new table with one commit (zstd), and read from one which Spark wrote in four files (snappy). Both sides are warm and use two threads, in processes of their own with 2 GiB of heap; medians of %d runs, in turn.

      | | Flink, ms (CPU ms) | Spark, ms (CPU ms) | Spark / Flink | of CPU |
      | --- | --- | --- | --- | --- |
      """;

  @Override
  public String name() {
    return "delta";
  }

  @Override
  public String title() {
    return "Delta connector: writing and scanning beside Spark";
  }

  @Override
  public PartResult run(SuiteContext context) throws IOException, InterruptedException {
    Map<String, Object> figures = new LinkedHashMap<>();
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, METHOD, context.rows(), context.runs()));
    for (String benchmark : BENCHMARKS) {
      for (Compared compared : measure(context, benchmark)) {
        figures.putAll(figures(benchmark, compared));
        text.append(line(benchmark, compared));
      }
    }
    return new PartResult(figures, text.toString());
  }

  private static List<Compared> measure(SuiteContext context, String benchmark)
      throws IOException, InterruptedException {
    Path results = context.scratch().resolve(benchmark + ".json");
    ChildBenchmark.run(
        context,
        List.of("-Xmx2g"),
        List.of(
            benchmark,
            "--rows",
            Integer.toString(context.rows()),
            "--repetitions",
            Integer.toString(context.runs()),
            "--json",
            results.toString()));
    return Compared.read(results);
  }

  static Map<String, Object> figures(String benchmark, Compared compared) {
    String name = benchmark + "_" + compared.work().replace(' ', '_');
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put(name + "_pinflow_s", Medians.rounded(compared.flink().wallMillis() / 1000));
    figures.put(name + "_spark_s", Medians.rounded(compared.spark().wallMillis() / 1000));
    figures.put(name + "_ratio", Medians.rounded(compared.wallRatio()));
    figures.put(name + "_ratio_cpu", Medians.rounded(compared.cpuRatio()));
    return figures;
  }

  static String line(String benchmark, Compared compared) {
    return String.format(
        Locale.ROOT,
        "| `%s`, %s | %.0f (%.0f) | %.0f (%.0f) | %.2f | %.2f |%n",
        benchmark,
        compared.work(),
        compared.flink().wallMillis(),
        compared.flink().cpuMillis(),
        compared.spark().wallMillis(),
        compared.spark().cpuMillis(),
        compared.wallRatio(),
        compared.cpuRatio());
  }
}
