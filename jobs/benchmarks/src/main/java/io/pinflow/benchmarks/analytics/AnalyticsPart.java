package io.pinflow.benchmarks.analytics;

import io.pinflow.benchmarks.suite.BenchmarkPart;
import io.pinflow.benchmarks.suite.Medians;
import io.pinflow.benchmarks.suite.PartResult;
import io.pinflow.benchmarks.suite.SuiteContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The nine analytics, at the size that is asked for and at ten times that. */
public final class AnalyticsPart implements BenchmarkPart {

  private static final List<Integer> SIZES = List.of(1, 10);
  private static final List<String> PASSES = List.of("cold", "warm");

  private static final String METHOD =
      """
      The nine queries of `sql/analytics` one at a time in one session, on Delta tables of as many pins, geo and user rows, a tenth of whose keys come again; medians of %d runs, in turn. Each run starts each engine anew, and its start is not in the times: *cold* is the first pass over the queries, *warm* the third, *one statement set* all of them as one job into Delta tables, cold. Pinflow is the local stack's SQL gateway, JobManager and TaskManager, of which a query takes two slots; Spark SQL runs with Delta as `local[2]`, DuckDB with two threads on the same Parquet files, as the limit. Every answer was equal on all sides.

      What limits Pinflow, by profiles of its processes at a million rows: every query is code which is generated for it, loaded by the class loader of its job and compiled anew, whatever ran before. Of the TaskManager's CPU time in the first two passes 30 %% is the JVM's compilers and 8 %% loading classes; Flink 1.20 has no class loader which the jobs of a session share, which would lift this. A quarter is joining, 3 %% decoding files, 1 %% finding the newest rows. Half of the gateway's CPU time for the cold pass is the first query, as the planner's classes are loaded; from its second start on the gateway maps them from a file, which saves about two seconds.
      """;

  @Override
  public String name() {
    return "analytics";
  }

  @Override
  public String title() {
    return "Analytics: nine queries, beside Spark SQL and DuckDB";
  }

  @Override
  public PartResult run(SuiteContext context) throws Exception {
    Map<String, Object> figures = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, METHOD, context.runs()));
    AnalyticsFigures smaller = null;
    for (int size : SIZES) {
      long rows = (long) context.rows() * size;
      AnalyticsFigures measured =
          AnalyticsBenchmark.measure(
              context.installation(),
              context.scratch().resolve(Long.toString(rows)),
              rows,
              context.runs(),
              true,
              context.progress());
      figures.put("rows_" + rows, figures(measured));
      text.append(totals(measured)).append(queries(measured, smaller));
      smaller = measured;
    }
    return new PartResult(figures, text.toString());
  }

  private static Map<String, Object> figures(AnalyticsFigures measured) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (String what : measured.runs().keySet()) {
      String name = what.replace('-', '_');
      figures.put(name + "_s", Medians.rounded(measured.wallSeconds(what)));
      figures.put(name + "_cpu_s", Medians.rounded(measured.cpuSeconds(what)));
    }
    return figures;
  }

  private static String totals(AnalyticsFigures measured) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                """

                %,d rows a table:

                | | Pinflow, s (CPU s) | Spark, s (CPU s) | DuckDB, s | Spark / Pinflow | Pinflow / DuckDB |
                | --- | --- | --- | --- | --- | --- |
                """,
                measured.rows()));
    PASSES.forEach(pass -> text.append(line(measured, pass, "flink-" + pass, pass)));
    return text.append(line(measured, "one statement set", "flink-set", "cold")).toString();
  }

  private static String line(AnalyticsFigures measured, String name, String own, String peers) {
    double pinflow = measured.wallSeconds(own);
    double spark = measured.wallSeconds("spark-" + peers);
    double duckDb = measured.wallSeconds("duckdb-" + peers);
    return String.format(
        Locale.ROOT,
        "| %s | %.1f (%.1f) | %.1f (%.1f) | %.2f | %.2f | %.1f |%n",
        name,
        pinflow,
        measured.cpuSeconds(own),
        spark,
        measured.cpuSeconds("spark-" + peers),
        duckDb,
        spark / pinflow,
        pinflow / duckDb);
  }

  /**
   * @param smaller with a tenth of the rows; null where there is none
   */
  private static String queries(AnalyticsFigures measured, AnalyticsFigures smaller) {
    StringBuilder text =
        new StringBuilder("\n| warm, s | Pinflow | Spark | DuckDB | growth of Pinflow |\n");
    text.append("| --- | --- | --- | --- | --- |\n");
    for (String query : measured.queries()) {
      double own = measured.querySeconds("flink-warm", query);
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f | %s |%n",
              query,
              own,
              measured.querySeconds("spark-warm", query),
              measured.querySeconds("duckdb-warm", query),
              smaller == null
                  ? ""
                  : String.format(
                      Locale.ROOT, "%.1f", own / smaller.querySeconds("flink-warm", query))));
    }
    return text.toString();
  }
}
