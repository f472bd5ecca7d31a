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
 * The Flink of a local stack without the rest of it: JobManager, TaskManager and SQL gateway, with
 * the stack's settings and class path, in processes of their own on 127.0.0.1. Ends them when it is
 * closed. Not thread-safe.
 */
public final class FlinkCluster implements AutoCloseable {

  private static final List<Part> PARTS =
      List.of(Part.JOBMANAGER, Part.TASKMANAGER, Part.SQL_GATEWAY);
  private static final Duration GRACEFUL = Duration.ofSeconds(10);

  private final Home home;
  private final Ports ports;

  private FlinkCluster(Home home, Ports ports) {
    this.home = home;
    this.ports = ports;
  }

  /**
   * Starts it and returns once a TaskManager is there and the gateway answers.
   *
   * @param home for its configuration and logs; no stack's
   * @param settings Flink's, beside the stack's own or in their place
   */
  public static FlinkCluster start(
      Home home, Installation installation, Map<String, String> settings, Progress progress) {
    try (StartTurn unused = StartTurn.await(progress)) {
      Ports ports = Ports.choose(Map.of(), Optional.empty(), Set.of(), FreePorts::isFree);
      ports.write(home.ports());
      FlinkParts flink = new FlinkParts(home, installation, ports, Credentials.of(home), settings);
      flink.prepare();
      FlinkCluster cluster = new FlinkCluster(home, ports);
      try {
        cluster.start(List.of(flink.jobManager(), flink.taskManager(), flink.sqlGateway()));
        return cluster;
      } catch (RuntimeException e) {
        cluster.close();
        throw e;
      }
    } catch (IOException e) {
      throw LocalErrors.io("writing below " + home.root(), e);
    }
  }

  private void start(List<PartSpec> specs) {
    List<ProcessHandle> started =
        specs.stream().map(spec -> new PartProcess(home, spec.part()).start(spec)).toList();
    for (int i = 0; i < specs.size(); i++) {
      new PartProcess(home, specs.get(i).part()).awaitReady(started.get(i), specs.get(i));
    }
  }

  public String sqlGateway() {
    return ports.sqlGateway();
  }

  /** The CPU time which its processes have used so far, of all their threads. */
  public Duration cpuTime() {
    return PARTS.stream()
        .map(part -> new PartProcess(home, part).find())
        .flatMap(Optional::stream)
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() {
    PARTS.parallelStream().forEach(part -> new PartProcess(home, part).stop(GRACEFUL));
  }
}
