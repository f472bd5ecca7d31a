package io.pinflow.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The cleaning library alone, by JMH's {@code CleanerBenchmark}. */
final class CleanerPart implements BenchmarkPart {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double NANOS_PER_SECOND = 1e9;

  private static final String METHOD =
      """
      Decoding and cleaning on one core, without and with the hash which deduplication needs; JMH, %d forks, with what a record allocates (`-prof gc`).

      | kind | | ns/record | records/s and core | B/record |
      | --- | --- | --- | --- | --- |
      """;

  @Override
  public String name() {
    return "cleaning";
  }

  @Override
  public String title() {
    return "Cleaning library: one core";
  }

  @Override
  public PartResult run(SuiteContext context) throws IOException, InterruptedException {
    Path results = context.scratch().resolve("jmh.json");
    ChildBenchmark.run(
        context,
        List.of(),
        List.of(
            "CleanerBenchmark",
            "-f",
            Integer.toString(context.runs()),
            "-prof",
            "gc",
            "-rf",
            "json",
            "-rff",
            results.toString()));
    Map<String, Object> figures = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, METHOD, context.runs()));
    for (JsonNode result : JSON.readTree(results.toFile())) {
      String method = result.path("benchmark").asText();
      String work = method.substring(method.lastIndexOf('.') + 1);
      String kind = result.path("params").path("kind").asText().toLowerCase(Locale.ROOT);
      double nanos = result.path("primaryMetric").path("score").asDouble();
      double bytes = allocated(result.path("secondaryMetrics"));
      figures.put(kind + "_" + work + "_ns", Medians.rounded(nanos));
      figures.put(kind + "_" + work + "_bytes", Medians.rounded(bytes));
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.0f | %,.0f | %.0f |%n",
              kind,
              work.equals("clean") ? "cleaned" : "cleaned and hashed",
              nanos,
              NANOS_PER_SECOND / nanos,
              bytes));
    }
    return new PartResult(figures, text.toString());
  }

  private static double allocated(JsonNode metrics) {
    for (Map.Entry<String, JsonNode> metric : metrics.properties()) {
      if (metric.getKey().endsWith("gc.alloc.rate.norm")) {
        return metric.getValue().path("score").asDouble();
      }
    }
    throw new IllegalStateException("JMH has not told what a record allocates");
  }
}
