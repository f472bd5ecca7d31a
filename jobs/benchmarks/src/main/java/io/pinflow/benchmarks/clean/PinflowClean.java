package io.pinflow.benchmarks.clean;

import io.pinflow.benchmarks.stack.BenchmarkStack;
import io.pinflow.benchmarks.stack.JobTimes;
import io.pinflow.benchmarks.stack.ProcessUsage;
import io.pinflow.local.job.PipelineJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** CleanJob on a new cluster, submitted to it as {@code ./pinflow submit} does. */
final class PinflowClean {

  /** Rows become visible with checkpoints; a bounded job ends with one, for which it waits. */
  private static final String CHECKPOINT_INTERVAL = "2 s";

  private final BenchmarkStack stack;

  PinflowClean(BenchmarkStack stack) {
    this.stack = stack;
  }

  CleanRun run(Deduplication deduplication, Path root) throws IOException {
    stack.newCluster(deduplication.flink());
    Instant submitted = Instant.now();
    String job =
        stack
            .jobs()
            .runToEnd(
                PipelineJob.CLEAN,
                "cleaning with " + deduplication.label(),
                List.of(
                    "--kafka-bootstrap-servers",
                    stack.bootstrapServers(),
                    "--table-root",
                    "file://" + root,
                    "--stop-position",
                    "latest",
                    "--dedup-window",
                    deduplication.window(),
                    "--checkpoint-interval",
                    CHECKPOINT_INTERVAL,
                    "--parallelism",
                    Integer.toString(BenchmarkStack.SLOTS)),
                stack.installation(),
                stack.ports());
    ProcessUsage usage = stack.clusterUsage();
    Instant end = new TableFiles(root).lastCommit();
    CleanRun run =
        new CleanRun(
            CleanRun.seconds(stack.clusterStart(), end),
            CleanRun.seconds(submitted, end),
            CleanRun.seconds(JobTimes.of(stack.flink(), job).sourceStart(), end),
            usage);
    stack.endCluster();
    return run;
  }
}
