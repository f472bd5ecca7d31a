package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Flink of a local stack without the rest of it, in processes of its own on 127.0.0.1. Ends
 * them when it is closed. Not thread-safe.
 */
public final class FlinkCluster implements AutoCloseable {

  /** The first SQL gateway of an installation writes its class data when it ends. */
  private static final Duration GRACEFUL = Duration.ofSeconds(20);

  private final Home home;
  private final Ports ports;
  private final List<Part> parts;

  private FlinkCluster(Home home, Ports ports, List<Part> parts) {
    this.home = home;
    this.ports = ports;
    this.parts = parts;
  }

  /**
   * Starts JobManager, TaskManager and SQL gateway with the stack's settings and class path, and
   * returns once a TaskManager is there and the gateway answers.
   *
   * @param home for its configuration and logs; no stack's
   * @param settings Flink's, beside the stack's own or in their place
   */
  public static FlinkCluster start(
      Home home, Installation installation, Map<String, String> settings, Progress progress) {
    try (StartTurn unused = StartTurn.await(progress)) {
      Ports ports = Ports.choose(Map.of(), Optional.empty(), Set.of(), FreePorts::isFree);
      FlinkParts flink = new FlinkParts(home, installation, ports, Credentials.of(home), settings);
      return start(
          new FlinkCluster(
              home, ports, List.of(Part.JOBMANAGER, Part.TASKMANAGER, Part.SQL_GATEWAY)),
          flink);
    }
  }

  /**
   * Starts JobManager and TaskManager alone, which know nothing of the jobs beforehand, on ports
   * that no stack looks at first, and returns once the TaskManager is there.
   *
   * @param home for its configuration and logs; no stack's
   * @param settings Flink's, beside the stack's own or in their place
   * @param classPath what stands on it before Flink's own jars
   */
  public static FlinkCluster startBare(
      Home home, Installation installation, Map<String, String> settings, List<String> classPath) {
    Ports ports = Ports.unusual();
    FlinkParts flink =
        new FlinkParts(
            home, installation, ports, Credentials.of(home), settings, Optional.of(classPath));
    return start(new FlinkCluster(home, ports, List.of(Part.JOBMANAGER, Part.TASKMANAGER)), flink);
  }

  private static FlinkCluster start(FlinkCluster cluster, FlinkParts flink) {
    try {
      cluster.ports.write(cluster.home.ports());
      flink.prepare();
      cluster.start(cluster.parts.stream().map(flink::spec).toList());
      return cluster;
    } catch (IOException e) {
      throw LocalErrors.io("writing below " + cluster.home.root(), e);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void start(List<PartSpec> specs) {
    List<ProcessHandle> started =
        specs.stream().map(spec -> new PartProcess(home, spec.part()).start(spec)).toList();
    for (int i = 0; i < specs.size(); i++) {
      new PartProcess(home, specs.get(i).part()).awaitReady(started.get(i), specs.get(i));
    }
  }

  /** Flink's REST API. */
  public String rest() {
    return ports.flink();
  }

  public String sqlGateway() {
    return ports.sqlGateway();
  }

  /** The CPU time which its processes have used so far, of all their threads. */
  public Duration cpuTime() {
    return parts.stream()
        .map(part -> new PartProcess(home, part).find())
        .flatMap(Optional::stream)
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() {
    PartProcess.stopAll(parts.stream().map(part -> new PartProcess(home, part)).toList(), GRACEFUL);
  }
}
