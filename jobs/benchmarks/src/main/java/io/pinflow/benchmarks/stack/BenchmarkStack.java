package io.pinflow.benchmarks.stack;

import io.pinflow.benchmarks.suite.SuiteContext;
import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.job.Jobs;
import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.Stack;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A broker which stays, and a Flink cluster of two slots which is new for each run: a JobManager
 * and a TaskManager, each a process of its own.
 */
public final class BenchmarkStack implements AutoCloseable {

  public static final int SLOTS = 2;

  private static final List<Part> CLUSTER = List.of(Part.JOBMANAGER, Part.TASKMANAGER);

  private final Home home;
  private final Installation installation;
  private final Progress progress;
  private final Thread hook = new Thread(this::stop, "benchmark-stack-end");
  private volatile Stack stack;
  private Ports ports;

  private BenchmarkStack(SuiteContext context) {
    this.home = Home.at(context.scratch().resolve("stack"));
    this.installation = context.installation();
    this.progress = context.progress();
    this.stack = new Stack(home, progress);
    // The parts outlive an interrupted command otherwise.
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts the broker. */
  public static BenchmarkStack start(SuiteContext context) {
    BenchmarkStack started = new BenchmarkStack(context);
    try {
      started.ports = started.stack.up(started.installation, Map.of(), EnumSet.of(Part.KAFKA));
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /**
   * Starts a new cluster in place of the last one.
   *
   * @param settings Flink's, beside the local stack's own
   */
  public void newCluster(Map<String, String> settings) {
    endCluster();
    Map<String, String> all = new HashMap<>(settings);
    all.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS));
    stack = new Stack(home, progress, all);
    ports =
        stack.up(installation, Map.of(), EnumSet.of(Part.KAFKA, Part.JOBMANAGER, Part.TASKMANAGER));
  }

  /** Ends the cluster, which would take a little time from what runs next. */
  public void endCluster() {
    CLUSTER.forEach(stack::kill);
  }

  /** When the first of the cluster's processes was started. */
  public Instant clusterStart() {
    return pids().stream()
        .map(pid -> ProcessHandle.of(pid).flatMap(process -> process.info().startInstant()))
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .orElseThrow(() -> new IllegalStateException("The cluster does not run"));
  }

  public ProcessUsage clusterUsage() {
    return ProcessUsage.of(pids());
  }

  /** Of one of the cluster's processes alone. */
  public ProcessUsage usage(Part part) {
    return ProcessUsage.of(stack.status(part).pid().stream().toList());
  }

  private List<Long> pids() {
    return CLUSTER.stream()
        .map(part -> stack.status(part).pid())
        .flatMap(Optional::stream)
        .toList();
  }

  public String bootstrapServers() {
    return ports.kafka();
  }

  public FlinkRest flink() {
    return new FlinkRest(ports.flink());
  }

  public Jobs jobs() {
    return new Jobs(home, progress);
  }

  public Installation installation() {
    return installation;
  }

  public Ports ports() {
    return ports;
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private void stop() {
    stack.stop();
  }
}
