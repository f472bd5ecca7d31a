package io.pinflow.local.job;

import io.pinflow.local.stack.Lake;
import io.pinflow.local.stack.Ports;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The jobs the local stack can run, with the options which bind them to it. */
public enum PipelineJob {
  RAW_ARCHIVE("RawArchiveJob"),
  CLEAN("CleanJob"),
  MAINTENANCE("MaintenanceJob"),
  SQL("SqlJob"),
  QUALITY("QualityJob");

  /** Those which run until they are stopped, in the order in which they are started. */
  public static final List<PipelineJob> STREAMING = List.of(RAW_ARCHIVE, CLEAN);

  /** Of the jobs' jar: it runs jobs and commands. */
  public static final String MAIN_CLASS = "io.pinflow.jobs.Main";

  private final String label;

  PipelineJob(String label) {
    this.label = label;
  }

  /** The name by which the jobs' own main class and the cluster know it. */
  public String label() {
    return label;
  }

  public static Optional<PipelineJob> of(String label) {
    return Arrays.stream(values()).filter(job -> job.label.equalsIgnoreCase(label)).findFirst();
  }

  public static String labels() {
    return Arrays.stream(values()).map(PipelineJob::label).collect(Collectors.joining(", "));
  }

  /**
   * Flink's settings for its runs. A job that runs until it is stopped is restarted however often
   * it fails: an outage of the systems around it may last for long. What ends by itself is tried
   * again a few times, as the cluster says, and then tells its user why it failed.
   */
  Map<String, String> settings() {
    return STREAMING.contains(this)
        ? Map.of(
            "restart-strategy.type", "exponential-delay",
            "restart-strategy.exponential-delay.initial-backoff", "1 s",
            "restart-strategy.exponential-delay.max-backoff", "10 s",
            "restart-strategy.exponential-delay.backoff-multiplier", "2",
            "restart-strategy.exponential-delay.reset-backoff-threshold", "1 min")
        : Map.of();
  }

  /**
   * The main class's arguments: what the stack determines, then what the user gave, which wins.
   *
   * @param kinesis whether the stack has streams
   */
  List<String> arguments(Ports ports, boolean kinesis, List<String> given) {
    List<String> arguments = new ArrayList<>(List.of(label));
    if (STREAMING.contains(this)) {
      arguments.addAll(sources(ports, kinesis, given));
    }
    if (this == RAW_ARCHIVE) {
      put(arguments, given, "--archive-root", Lake.ARCHIVE);
    } else {
      put(arguments, given, "--table-root", Lake.TABLES);
    }
    arguments.addAll(given);
    return arguments;
  }

  /** The options which name the stack's topics and streams, but for those which are given. */
  static List<String> sources(Ports ports, boolean kinesis, List<String> given) {
    List<String> arguments = new ArrayList<>();
    put(arguments, given, "--kafka-bootstrap-servers", ports.kafka());
    put(arguments, given, "--kafka-topics", String.join(",", Lake.topics()));
    if (kinesis) {
      put(arguments, given, "--kinesis-region", Lake.REGION);
      put(arguments, given, "--kinesis-endpoint", ports.kinesis());
      put(arguments, given, "--kinesis-streams", String.join(",", Lake.streams()));
    }
    return arguments;
  }

  static void put(List<String> arguments, List<String> given, String key, String value) {
    if (!given.contains(key)) {
      arguments.add(key);
      arguments.add(value);
    }
  }
}
