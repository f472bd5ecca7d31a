package io.pinflow.benchmarks.latency;

import io.pinflow.benchmarks.stack.BenchmarkStack;
import io.pinflow.benchmarks.suite.BenchmarkPart;
import io.pinflow.benchmarks.suite.Medians;
import io.pinflow.benchmarks.suite.PartResult;
import io.pinflow.benchmarks.suite.SuiteContext;
import io.pinflow.local.job.PipelineJob;
import io.pinflow.local.job.SubmittedJob;
import io.pinflow.local.stack.Lake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** From the moment a record is produced to the moment a reader of the table can see it. */
public final class LatencyPart implements BenchmarkPart {

  private static final int RECORDS_PER_SECOND = 2_000;
  private static final Duration CHECKPOINTS = Duration.ofSeconds(5);
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration MEASURED = Duration.ofMinutes(3);
  private static final Duration REST = Duration.ofSeconds(60);

  private static final String METHOD =
      """
      %,d records a second of all three kinds, steadily, cleaned with deduplication on and a checkpoint every %d s, one task each; after %d s of warm-up, %d minutes are measured. A record counts from the moment it was due to be produced until the commit which covers it, by the ledger in it, could be read in the table's log.

      | records | commits | p50, s | p99, s | most, s |
      | --- | --- | --- | --- | --- |
      | %,d | %d | %.2f | %.2f | %.2f |
      """;

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String title() {
    return "Latency: produced in Kafka to visible in Delta";
  }

  @Override
  public PartResult run(SuiteContext context) throws Exception {
    Path root = context.scratch().resolve("tables");
    try (BenchmarkStack stack = BenchmarkStack.start(context)) {
      stack.newCluster(Map.of());
      SubmittedJob job =
          stack
              .jobs()
              .submitAside(
                  PipelineJob.CLEAN,
                  List.of(
                      "--kafka-bootstrap-servers",
                      stack.bootstrapServers(),
                      "--table-root",
                      "file://" + root,
                      "--checkpoint-interval",
                      CHECKPOINTS.toSeconds() + " s",
                      "--parallelism",
                      "1"),
                  stack.installation(),
                  stack.ports());
      Produced produced = new Produced(System.currentTimeMillis() + WARM_UP.toMillis());
      Duration time = WARM_UP.plus(MEASURED);
      SteadyProducer producer =
          new SteadyProducer(stack.bootstrapServers(), RECORDS_PER_SECOND, produced);
      CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> producer.run(time));
      List<Path> tables = Lake.KINDS.stream().map(kind -> root.resolve(kind + "_table")).toList();
      LogWatch watch = new LogWatch(tables, produced);
      watch.run(time.toSeconds() * RECORDS_PER_SECOND, time.plus(REST));
      sending.join();
      stack.jobs().cancel(job, stack.ports());
      return report(produced.delays(), watch.commits());
    }
  }

  private static PartResult report(long[] delays, int commits) {
    double p50 = at(delays, 0.5);
    double p99 = at(delays, 0.99);
    double most = at(delays, 1);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("records", delays.length);
    figures.put("checkpoint_interval_s", CHECKPOINTS.toSeconds());
    figures.put("p50_s", Medians.rounded(p50));
    figures.put("p99_s", Medians.rounded(p99));
    figures.put("max_s", Medians.rounded(most));
    return new PartResult(
        figures,
        String.format(
            Locale.ROOT,
            METHOD,
            RECORDS_PER_SECOND,
            CHECKPOINTS.toSeconds(),
            WARM_UP.toSeconds(),
            MEASURED.toMinutes(),
            delays.length,
            commits,
            p50,
            p99,
            most));
  }

  /** Seconds below which a share of the sorted milliseconds lies. */
  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)] / 1e3;
  }
}
