package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.suite.BenchmarkPart;
import io.pinflow.benchmarks.suite.ChildBenchmark;
import io.pinflow.benchmarks.suite.Medians;
import io.pinflow.benchmarks.suite.PartResult;
import io.pinflow.benchmarks.suite.SuiteContext;
import io.pinflow.local.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code delta-write}, {@code delta-scan} and {@code delta-commit}, each with Flink in a process of
 * its own.
 */
public final class DeltaPart implements BenchmarkPart {

  private static final List<String> BESIDE_SPARK = List.of("delta-write", "delta-scan");
  private static final String COMMIT = "delta-commit";

  private static final String METHOD =
      """
      %,d rows of twelve columns are written into a new table with one commit (zstd), and read from one which Spark wrote in four files (snappy): all rows, or the one row that has a key, in one of the files. Both sides are warm and use two threads, in processes of their own with 2 GiB of heap; medians of %d runs, in turn.

      | | Flink, ms (CPU ms) | Spark, ms (CPU ms) | Spark / Flink | of CPU |
      | --- | --- | --- | --- | --- |
      """;

  private static final String COMMITS =
      """

      A commit of one small file, as the sink does it, to tables of so many versions and files, in turn. The log checkpoints of every tenth version are written beside the commits: *on average* has the commits which share the machine with one or read the log again after it; *of a new job* is its first commit, which reads the log before. The last columns are what a commit sends to the storage and gets, log checkpoints left out.

      | table | a commit, ms | on average, ms | of a new job, ms | requests or calls | read, kB | written, kB |
      | --- | --- | --- | --- | --- | --- | --- |
      """;

  @Override
  public String name() {
    return "delta";
  }

  @Override
  public String title() {
    return "Delta connector: writing and scanning beside Spark, and commits";
  }

  @Override
  public PartResult run(SuiteContext context) throws IOException, InterruptedException {
    Map<String, Object> figures = new LinkedHashMap<>();
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, METHOD, context.rows(), context.runs()));
    for (String benchmark : BESIDE_SPARK) {
      for (Compared compared : measure(context, benchmark, Compared.class)) {
        figures.putAll(figures(benchmark, compared));
        text.append(line(benchmark, compared));
      }
    }
    text.append(COMMITS);
    for (CommitCost cost : measure(context, COMMIT, CommitCost.class)) {
      figures.putAll(figures(cost));
      text.append(line(cost));
    }
    return new PartResult(figures, text.toString());
  }

  private static <T extends Record> List<T> measure(
      SuiteContext context, String benchmark, Class<T> type)
      throws IOException, InterruptedException {
    Path results = context.scratch().resolve(benchmark + ".json");
    Progress.Step step = context.progress().begin(benchmark);
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
    step.done("");
    return Measurements.read(type, results);
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

  static Map<String, Object> figures(CommitCost cost) {
    String name = COMMIT + "_" + cost.storage().replace(' ', '_') + "_" + cost.versions();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put(name + "_ms", Medians.rounded(cost.commitMillis()));
    figures.put(name + "_mean_ms", Medians.rounded(cost.meanMillis()));
    figures.put(name + "_restart_ms", Medians.rounded(cost.restartMillis()));
    figures.put(name + "_operations", Medians.rounded(cost.operations()));
    return figures;
  }

  static String line(CommitCost cost) {
    return String.format(
        Locale.ROOT,
        "| %s, %,d versions | %.1f | %.1f | %.0f | %.1f | %.1f | %.1f |%n",
        cost.storage(),
        cost.versions(),
        cost.commitMillis(),
        cost.meanMillis(),
        cost.restartMillis(),
        cost.operations(),
        cost.bytesRead() / 1000.0,
        cost.bytesWritten() / 1000.0);
  }
}
