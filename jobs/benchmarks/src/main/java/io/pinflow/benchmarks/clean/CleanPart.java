package io.pinflow.benchmarks.clean;

import io.pinflow.benchmarks.stack.BenchmarkStack;
import io.pinflow.benchmarks.stack.PostTopics;
import io.pinflow.benchmarks.suite.BenchmarkPart;
import io.pinflow.benchmarks.suite.PartResult;
import io.pinflow.benchmarks.suite.SuiteContext;
import io.pinflow.testing.SparkPeer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Three topics to three Delta tables: CleanJob beside Spark Structured Streaming. */
public final class CleanPart implements BenchmarkPart {

  @Override
  public String name() {
    return "clean";
  }

  @Override
  public String title() {
    return "Cleaning: Kafka to Delta, beside Spark Structured Streaming";
  }

  @Override
  public PartResult run(SuiteContext context) throws Exception {
    Map<Deduplication, CleanComparison> results = new EnumMap<>(Deduplication.class);
    try (BenchmarkStack stack = BenchmarkStack.start(context);
        SparkPeer reader = SparkPeer.start()) {
      PostTopics.fill(stack.bootstrapServers(), context.rows(), context.progress());
      PinflowClean pinflow = new PinflowClean(stack);
      SparkClean spark = new SparkClean(stack.bootstrapServers(), PostTopics.PREFIX);
      for (Deduplication deduplication : Deduplication.values()) {
        results.put(deduplication, compare(context, deduplication, pinflow, spark, reader));
      }
    }
    return CleanReport.of(context, results);
  }

  private static CleanComparison compare(
      SuiteContext context,
      Deduplication deduplication,
      PinflowClean pinflow,
      SparkClean spark,
      SparkPeer reader)
      throws Exception {
    List<CleanRun> ours = new ArrayList<>();
    List<CleanRun> peers = new ArrayList<>();
    TableDigest content = null;
    for (int run = 0; run < context.runs(); run++) {
      Path folder = context.scratch().resolve(deduplication.key() + "-" + run);
      Path byPinflow = folder.resolve("pinflow");
      Path bySpark = folder.resolve("spark");
      ours.add(pinflow.run(deduplication, byPinflow));
      note(context, "CleanJob", ours.get(run));
      peers.add(spark.run(deduplication, bySpark));
      note(context, "Spark", peers.get(run));
      content = requireEqual(reader, deduplication, byPinflow, bySpark);
    }
    return new CleanComparison(ours, peers, content);
  }

  private static TableDigest requireEqual(
      SparkPeer reader, Deduplication deduplication, Path byPinflow, Path bySpark)
      throws Exception {
    boolean wherefrom = deduplication == Deduplication.OFF;
    TableDigest ours = TableDigest.of(reader, byPinflow, wherefrom);
    TableDigest peers = TableDigest.of(reader, bySpark, wherefrom);
    if (!ours.equals(peers)) {
      throw new IllegalStateException(
          "With %s the tables differ: CleanJob has %s, Spark has %s"
              .formatted(deduplication.label(), ours.tables(), peers.tables()));
    }
    return ours;
  }

  private static void note(SuiteContext context, String side, CleanRun run) {
    context
        .progress()
        .note(
            String.format(
                Locale.ROOT,
                "  %s: %.1f s from nothing, %.1f s from submission, %.1f s from the first record,"
                    + " %.1f CPU s, %.0f MiB",
                side,
                run.fromNothing(),
                run.fromSubmission(),
                run.steady(),
                run.usage().cpuSeconds(),
                run.usage().peakMiB()));
  }
}
