package io.pinflow.benchmarks.analytics;

import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Installation;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The nine analytics in Flink SQL as the local stack has it, in Spark SQL and in DuckDB, in turn,
 * on the same files; every answer must equal every other.
 *
 * <p>Options: {@code --rows} of each table (1,000,000), {@code --runs} (3), {@code --json FILE},
 * {@code --tables FOLDER} in which the tables are kept for the next time, {@code --peers false}
 * leaves out the others. A run starts each engine's processes anew: {@code cold} is its first pass
 * over the queries, {@code warm} its third. The start of the processes and the declaration of the
 * tables are not in the times. {@code flink-set} are all queries as one statement set into Delta
 * tables, in fresh processes.
 */
public final class AnalyticsBenchmark {

  private static final Set<String> KEYS = Set.of("rows", "runs", "json", "tables", "peers");

  private final Installation installation;
  private final Path tables;
  private final List<AnalyticsQuery> queries;
  private final Answers answers = new Answers();
  private final AnalyticsFigures figures;
  private final Progress progress;

  private AnalyticsBenchmark(Installation installation, Path tables, long rows, Progress progress) {
    this.installation = installation;
    this.tables = tables;
    this.queries = AnalyticsQuery.all(installation.analytics());
    this.figures = AnalyticsFigures.ofRows(rows);
    this.progress = progress;
  }

  /** Prints a table of the medians, and writes all runs as JSON where {@code --json} says. */
  public static void run(List<String> arguments, PrintStream out) throws Exception {
    Map<String, String> options = options(arguments);
    long rows = Long.parseLong(options.getOrDefault("rows", "1000000"));
    int runs = Integer.parseInt(options.getOrDefault("runs", "3"));
    boolean peers = Boolean.parseBoolean(options.getOrDefault("peers", "true"));
    String kept = options.getOrDefault("tables", "target/analytics-tables/" + rows);
    AnalyticsFigures figures =
        measure(
            new Installation(Path.of("").toAbsolutePath()),
            Path.of(kept).toAbsolutePath(),
            rows,
            runs,
            peers,
            new Progress(System.err, false));
    figures.print(out);
    if (options.containsKey("json")) {
      figures.write(Path.of(options.get("json")));
    }
  }

  /**
   * @param installation built
   * @param tables where the tables are, or are to be made
   * @param peers whether Spark and DuckDB are measured too
   * @param progress gets a line for each pass
   */
  public static AnalyticsFigures measure(
      Installation installation, Path tables, long rows, int runs, boolean peers, Progress progress)
      throws Exception {
    AnalyticsTables.make(tables, rows, progress);
    AnalyticsBenchmark benchmark = new AnalyticsBenchmark(installation, tables, rows, progress);
    benchmark.noteLoad();
    for (int i = 1; i <= runs; i++) {
      progress.note(String.format(Locale.ROOT, "  %,d rows a table, run %d of %d", rows, i, runs));
      benchmark.flink();
      if (peers) {
        benchmark.coldAndWarm("spark", SparkContender.start(tables));
        benchmark.coldAndWarm("duckdb", DuckDbContender.start(tables));
      }
    }
    benchmark.noteLoad();
    return benchmark.figures;
  }

  private void flink() {
    coldAndWarm("flink", FlinkContender.start(installation, tables));
    try (FlinkContender flink = FlinkContender.start(installation, tables)) {
      add("flink-set", flink.asOneStatementSet(queries, answers));
    }
  }

  private void coldAndWarm(String name, Contender started) {
    try (Contender contender = started) {
      add(name + "-cold", Run.of(contender, queries, answers));
      Run unused = Run.of(contender, queries, answers);
      add(name + "-warm", Run.of(contender, queries, answers));
    }
  }

  private void add(String what, Run run) {
    figures.add(what, run);
    progress.note(
        String.format(
            Locale.ROOT, "  %s: %.1f s, %.1f CPU s", what, run.wallSeconds(), run.cpuSeconds()));
  }

  private void noteLoad() {
    figures.loadAverage().add(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static Map<String, String> options(List<String> arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String key = arguments.get(i);
      if (!key.startsWith("--") || !KEYS.contains(key.substring(2)) || i + 1 == arguments.size()) {
        throw new IllegalArgumentException(
            "Expected --key value with a key of " + KEYS + ", got " + key);
      }
      options.put(key.substring(2), arguments.get(i + 1));
    }
    return options;
  }
}
