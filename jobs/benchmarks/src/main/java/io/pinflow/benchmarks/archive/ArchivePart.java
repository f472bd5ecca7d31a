package io.pinflow.benchmarks.archive;

import io.pinflow.benchmarks.stack.BenchmarkStack;
import io.pinflow.benchmarks.stack.JobTimes;
import io.pinflow.benchmarks.stack.PostTopics;
import io.pinflow.benchmarks.suite.BenchmarkPart;
import io.pinflow.benchmarks.suite.Medians;
import io.pinflow.benchmarks.suite.PartResult;
import io.pinflow.benchmarks.suite.SuiteContext;
import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.job.PipelineJob;
import io.pinflow.local.report.RestCall;
import io.pinflow.local.stack.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** RawArchiveJob, compressed and not, beside a job that reads the same and stores nothing. */
public final class ArchivePart implements BenchmarkPart {

  private static final String CEILING = "ceiling";
  private static final List<String> SIDES = List.of(CEILING, "none", "gzip", "zstd");
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int KINDS = 3;

  /** Objects appear with checkpoints alone: a run waits for one at its end. */
  private static final String CHECKPOINT_INTERVAL = "500 ms";

  private static final String METHOD =
      """
      %,d records of each kind in three topics of two partitions, archived to the local disk by a job of two slots on a new cluster for each run, which checkpoints every %s; medians of %d runs, in turn. *Ceiling* is Flink's KafkaSource with a sink that throws away, on the same terms but without checkpoints. From the moment the first source task runs, to the last object's appearance; for the ceiling, to the job's end.

      | | records/s | of the ceiling | CPU s (cluster, from its start) |
      | --- | --- | --- | --- |
      """;

  @Override
  public String name() {
    return "archive";
  }

  @Override
  public String title() {
    return "Raw archive: Kafka to objects, beside reading alone";
  }

  @Override
  public PartResult run(SuiteContext context) throws Exception {
    Map<String, List<Run>> runs = new LinkedHashMap<>();
    SIDES.forEach(side -> runs.put(side, new ArrayList<>()));
    try (BenchmarkStack stack = BenchmarkStack.start(context)) {
      PostTopics.fill(stack.bootstrapServers(), context.rows(), context.progress());
      for (int run = 0; run < context.runs(); run++) {
        for (String side : SIDES) {
          stack.newCluster(Map.of());
          Path root = context.scratch().resolve(side + "-" + run);
          Run measured = side.equals(CEILING) ? ceiling(stack) : archive(stack, side, root);
          runs.get(side).add(measured);
          context.progress().note("  " + side + ": " + measured);
        }
      }
    }
    return report(context, runs);
  }

  /** Seconds of work, and the CPU seconds of the cluster since it was started. */
  private record Run(double seconds, double cpuSeconds) {}

  private static Run archive(BenchmarkStack stack, String compression, Path root)
      throws IOException {
    String job =
        stack
            .jobs()
            .runToEnd(
                PipelineJob.RAW_ARCHIVE,
                "archive, compression " + compression,
                List.of(
                    "--kafka-bootstrap-servers",
                    stack.bootstrapServers(),
                    "--archive-root",
                    "file://" + root,
                    "--archive-compression",
                    compression,
                    "--stop-position",
                    "latest",
                    "--checkpoint-interval",
                    CHECKPOINT_INTERVAL,
                    "--parallelism",
                    Integer.toString(BenchmarkStack.SLOTS)),
                stack.installation(),
                stack.ports());
    double cpu = stack.clusterUsage().cpuSeconds();
    return run(JobTimes.of(stack.flink(), job).sourceStart(), lastObject(root), cpu);
  }

  private static Run ceiling(BenchmarkStack stack) {
    FlinkRest flink = stack.flink();
    Path jar = stack.installation().benchmarksJar();
    String job =
        flink.run(
            flink.upload(jar, "ceiling.jar"),
            CeilingJob.class.getName(),
            List.of(
                stack.bootstrapServers(),
                Integer.toString(BenchmarkStack.SLOTS),
                String.join(",", Lake.topics())),
            Optional.empty(),
            // The jobs' jar has the connector.
            Map.of("pipeline.classpaths", stack.installation().pipelineJar().toUri().toString()));
    while (!flink.hasEnded(job)) {
      RestCall.pause(POLL, "reading");
    }
    if (!flink.job(job).succeeded()) {
      throw new IllegalStateException(
          "The ceiling's job failed: " + flink.rootCause(job).orElse("no reason given"));
    }
    double cpu = stack.clusterUsage().cpuSeconds();
    JobTimes times = JobTimes.of(flink, job);
    return run(times.sourceStart(), times.end(), cpu);
  }

  private static Run run(Instant from, Instant to, double cpu) {
    return new Run(Duration.between(from, to).toMillis() / 1e3, cpu);
  }

  /** An object gets its name with the commit, which leaves its time of writing alone. */
  private static Instant lastObject(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("raw"))) {
      Instant last = Instant.EPOCH;
      for (Path folder : files.filter(Files::isDirectory).toList()) {
        Instant changed = Files.getLastModifiedTime(folder).toInstant();
        last = changed.isAfter(last) ? changed : last;
      }
      return last;
    }
  }

  private static PartResult report(SuiteContext context, Map<String, List<Run>> runs) {
    double records = (double) context.rows() * KINDS;
    double ceiling = records / Medians.of(runs.get(CEILING), Run::seconds);
    Map<String, Object> figures = new LinkedHashMap<>();
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT, METHOD, context.rows(), CHECKPOINT_INTERVAL, context.runs()));
    runs.forEach(
        (side, measured) -> {
          double rate = records / Medians.of(measured, Run::seconds);
          double cpu = Medians.of(measured, Run::cpuSeconds);
          figures.put(side + "_records_per_s", Medians.rounded(rate));
          figures.put(side + "_of_ceiling", Medians.rounded(rate / ceiling));
          figures.put(side + "_cpu_s", Medians.rounded(cpu));
          text.append(
              String.format(
                  Locale.ROOT, "| %s | %,.0f | %.2f | %.1f |%n", side, rate, rate / ceiling, cpu));
        });
    return new PartResult(figures, text.toString());
  }
}
