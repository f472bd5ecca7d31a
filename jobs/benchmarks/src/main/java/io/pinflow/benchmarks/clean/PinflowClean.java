package io.pinflow.benchmarks.clean;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.benchmarks.stack.BenchmarkStack;
import io.pinflow.benchmarks.stack.ProcessUsage;
import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.job.PipelineJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CleanJob on a new cluster, submitted to it as {@code ./pinflow submit} does. */
final class PinflowClean {

  /** Rows become visible with checkpoints; a bounded job ends with one, for which it waits. */
  private static final String CHECKPOINT_INTERVAL = "2 s";

  private static final Map<String, String> MEMORY =
      Map.of("taskmanager.memory.process.size", "1600m");

  private final BenchmarkStack stack;

  PinflowClean(BenchmarkStack stack) {
    this.stack = stack;
  }

  CleanRun run(Deduplication deduplication, Path root) throws IOException {
    Map<String, String> settings = new HashMap<>(MEMORY);
    settings.putAll(deduplication.flink());
    stack.newCluster(settings);
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
                    root.toUri().toString().replaceAll("/$", ""),
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
    return new CleanRun(
        CleanRun.seconds(stack.clusterStart(), end),
        CleanRun.seconds(submitted, end),
        CleanRun.seconds(sourceStart(stack.flink(), job), end),
        usage);
  }

  /** When the first source task began to run, which is before it has asked Kafka for anything. */
  private static Instant sourceStart(FlinkRest flink, String job) {
    long first = Long.MAX_VALUE;
    for (JsonNode vertex : flink.vertices(job)) {
      if (vertex.path("name").asText().startsWith("Source")) {
        String times = "/vertices/" + vertex.path("id").asText() + "/subtasktimes";
        for (JsonNode subtask : flink.jobResource(job, times).path("subtasks")) {
          first = Math.min(first, subtask.path("timestamps").path("RUNNING").asLong());
        }
      }
    }
    return Instant.ofEpochMilli(first);
  }
}
