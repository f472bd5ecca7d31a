package io.pinflow.local.job;

import io.pinflow.local.stack.Lake;
import io.pinflow.local.stack.Ports;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The jobs the local stack can run, with the options which bind them to it. */
public enum PipelineJob {
  RAW_ARCHIVE("RawArchiveJob"),
  CLEAN("CleanJob"),
  MAINTENANCE("MaintenanceJob");

  /** Those which run until they are stopped, in the order in which they are started. */
  public static final List<PipelineJob> STREAMING = List.of(RAW_ARCHIVE, CLEAN);

  static final String MAIN_CLASS = "io.pinflow.jobs.Main";

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
   * The main class's arguments: what the stack determines, then what the user gave, which wins.
   *
   * @param kinesis whether the stack has streams
   */
  List<String> arguments(Ports ports, boolean kinesis, List<String> given) {
    List<String> arguments = new ArrayList<>(List.of(label));
    if (this != MAINTENANCE) {
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
