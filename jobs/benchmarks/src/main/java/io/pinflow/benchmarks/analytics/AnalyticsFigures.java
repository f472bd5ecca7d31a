package io.pinflow.benchmarks.analytics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.pinflow.benchmarks.suite.Medians;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was measured: of each way of answering its runs, in their order.
 *
 * @param rows of each table
 * @param loadAverage of the machine at the start and at the end, of its last minute
 * @param runs by what was run, such as {@code flink-cold}
 */
public record AnalyticsFigures(long rows, List<Double> loadAverage, Map<String, List<Run>> runs) {

  static AnalyticsFigures ofRows(long rows) {
    return new AnalyticsFigures(rows, new ArrayList<>(), new LinkedHashMap<>());
  }

  void add(String what, Run run) {
    runs.computeIfAbsent(what, added -> new ArrayList<>()).add(run);
  }

  /** The median of the wall times, in seconds. */
  public double wallSeconds(String what) {
    return Medians.of(runs.get(what), Run::wallSeconds);
  }

  /** The median of the CPU times, in seconds. */
  public double cpuSeconds(String what) {
    return Medians.of(runs.get(what), Run::cpuSeconds);
  }

  /** The names of the queries, in their order. */
  Set<String> queries() {
    return runs.values().iterator().next().get(0).querySeconds().keySet();
  }

  /** The median of a query's wall times, in seconds. */
  double querySeconds(String what, String query) {
    return Medians.of(runs.get(what), run -> run.querySeconds().get(query));
  }

  void print(PrintStream out) {
    out.printf(
        "%nThe nine analytics, %,d rows a table; medians; load average %s%n%n", rows, loadAverage);
    out.printf("%-26s %5s %9s %9s%n", "", "runs", "wall s", "CPU s");
    for (String what : runs.keySet()) {
      out.printf(
          "%-26s %5d %9.2f %9.2f%n",
          what, runs.get(what).size(), wallSeconds(what), cpuSeconds(what));
    }
    out.printf("%n%-50s", "wall s of each query");
    runs.keySet().forEach(what -> out.printf(" %12s", what));
    out.println();
    for (String query : queries()) {
      out.printf("%-50s", query);
      for (String what : runs.keySet()) {
        boolean known = runs.get(what).get(0).querySeconds().containsKey(query);
        out.printf(" %12s", known ? "%.2f".formatted(querySeconds(what, query)) : "");
      }
      out.println();
    }
  }

  void write(Path file) throws IOException {
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
  }
}
