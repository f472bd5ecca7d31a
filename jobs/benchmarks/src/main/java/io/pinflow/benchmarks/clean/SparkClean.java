package io.pinflow.benchmarks.clean;

import io.pinflow.benchmarks.stack.ProcessUsage;
import io.pinflow.testing.SparkPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The same work by Spark, in one process. */
final class SparkClean {

  /** Spark's usual collector, with twice Spark's usual heap: with less it collects more. */
  private static final List<String> JVM = List.of("-Xmx2g");

  private static final String FIRST_BATCH = "FIRST_BATCH ";

  private final String bootstrapServers;
  private final String topicPrefix;

  SparkClean(String bootstrapServers, String topicPrefix) {
    this.bootstrapServers = bootstrapServers;
    this.topicPrefix = topicPrefix;
  }

  CleanRun run(Deduplication deduplication, Path root) throws IOException {
    Files.createDirectories(root);
    Path log = root.resolve("spark.log");
    Process process =
        new ProcessBuilder(
                SparkPeer.command(
                    JVM,
                    "clean",
                    bootstrapServers,
                    topicPrefix,
                    root.toString(),
                    root.resolve("checkpoints").toString(),
                    deduplication.spark()))
            .directory(root.toFile())
            .redirectError(log.toFile())
            .start();
    // It would go on for itself otherwise where the command is interrupted.
    Thread killer = new Thread(process::destroyForcibly, "spark-end");
    Runtime.getRuntime().addShutdownHook(killer);
    try (BufferedReader replies =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String first = replies.readLine();
      if (first == null || !"DONE".equals(replies.readLine())) {
        throw new IllegalStateException("Spark failed, see " + log + "\n" + Files.readString(log));
      }
      ProcessUsage usage = ProcessUsage.of(List.of(process.pid()));
      Instant start = process.info().startInstant().orElseThrow();
      Instant batch = Instant.ofEpochMilli(Long.parseLong(first.substring(FIRST_BATCH.length())));
      Instant end = new TableFiles(root).lastCommit();
      double whole = CleanRun.seconds(start, end);
      return new CleanRun(whole, whole, CleanRun.seconds(batch, end), usage);
    } finally {
      process.destroyForcibly().onExit().join();
      Runtime.getRuntime().removeShutdownHook(killer);
    }
  }
}
