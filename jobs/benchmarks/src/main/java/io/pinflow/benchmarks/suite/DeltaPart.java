package io.pinflow.benchmarks.suite;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Delta connector's own benchmarks beside Spark: {@code delta-write} and {@code delta-scan}.
 */
final class DeltaPart implements BenchmarkPart {

  private static final List<String> BENCHMARKS = List.of("delta-write", "delta-scan");

  /** A line of {@code Comparison}: name, then ms and CPU ms of both, then two ratios. */
  private static final Pattern LINE =
      Pattern.compile(
          "^(\\d+) columns\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+([\\d.]+)\\s+([\\d.]+)",
          Pattern.MULTILINE);

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
        new StringBuilder("Both sides warm, two threads, in processes of their own.\n");
    for (String benchmark : BENCHMARKS) {
      String output =
          ChildBenchmark.run(
              context,
              List.of("-Xmx2g"),
              List.of(
                  benchmark,
                  "--rows",
                  Integer.toString(context.rows()),
                  "--repetitions",
                  Integer.toString(context.runs())));
      Matcher line = LINE.matcher(output);
      while (line.find()) {
        String name = benchmark + "_" + line.group(1) + "_columns";
        figures.put(name + "_pinflow_s", Double.parseDouble(line.group(2)) / 1000);
        figures.put(name + "_spark_s", Double.parseDouble(line.group(3)) / 1000);
        figures.put(name + "_ratio", Double.parseDouble(line.group(6)));
        figures.put(name + "_ratio_cpu", Double.parseDouble(line.group(7)));
      }
      text.append("\n    ").append(output.strip().replace("\n", "\n    ")).append('\n');
    }
    return new PartResult(figures, text.toString());
  }
}
