package io.pinflow.local.stack;

import java.util.List;
import java.util.Set;

/**
 * Runs a main class of the jobs' jar in a JVM of its own, on the class path and configuration of
 * the home's cluster.
 */
public final class FlinkClient {

  private static final String HEAP = "384m";

  private final Home home;
  private final Installation installation;
  private final FlinkParts flink;

  public FlinkClient(Home home, Installation installation, Ports ports) {
    this.home = home;
    this.installation = installation;
    this.flink = new FlinkParts(home, installation, ports, Credentials.of(home));
  }

  /** What it printed; fails unless it exits with 0. */
  public String run(String name, String mainClass, List<String> arguments) {
    return new ShortProcess(home, name)
        .run(command(name, HEAP, mainClass, arguments), flink.environment());
  }

  /**
   * What it printed and how it ended; fails unless it exits with one of the answers.
   *
   * @param heap how much it may take, such as 1g
   */
  public ShortProcess.Result ask(
      String name, String heap, String mainClass, List<String> arguments, Set<Integer> answers) {
    return new ShortProcess(home, name)
        .run(command(name, heap, mainClass, arguments), flink.environment(), answers);
  }

  private List<String> command(String name, String heap, String mainClass, List<String> arguments) {
    return flink.client(name, heap, mainClass, installation.pipelineJar(), arguments);
  }
}
