package io.pinflow.local.stack;

import java.util.List;
import java.util.Map;

/**
 * Runs a main class of the jobs' jar in a JVM of its own, on the class path and configuration of
 * the home's cluster.
 */
public final class FlinkClient {

  private final Home home;
  private final Installation installation;
  private final FlinkParts flink;

  public FlinkClient(Home home, Installation installation, Ports ports) {
    this.home = home;
    this.installation = installation;
    this.flink = new FlinkParts(home, installation, ports, Credentials.of(home), Map.of());
  }

  /** What it printed; fails unless it exits with 0. */
  public String run(String name, String mainClass, List<String> arguments) {
    List<String> command = flink.client(name, mainClass, installation.pipelineJar(), arguments);
    return new ShortProcess(home, name).run(command, flink.environment());
  }
}
