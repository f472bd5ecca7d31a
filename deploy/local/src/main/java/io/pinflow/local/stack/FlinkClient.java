package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Map<String, String> environment;

  /** On the home's cluster's configuration, with the keys of its servers. */
  public FlinkClient(Home home, Installation installation, Ports ports) {
    this.home = home;
    this.installation = installation;
    this.flink = new FlinkParts(home, installation, ports, Credentials.of(home), Map.of());
    this.environment = flink.environment();
  }

  private FlinkClient(
      Home home, Installation installation, FlinkParts flink, Map<String, String> environment) {
    this.home = home;
    this.installation = installation;
    this.flink = flink;
    this.environment = environment;
  }

  /**
   * On a configuration of the user's own, with the keys of his own environment.
   *
   * @param scratch a home for the process's log
   * @param configuration the folder of Flink's configuration; without it all is as Flink and AWS
   *     have it by default
   */
  public static FlinkClient ofUser(
      Home scratch, Installation installation, Optional<Path> configuration) {
    FlinkParts flink =
        new FlinkParts(scratch, installation, Ports.usual(), Credentials.of(scratch), Map.of());
    try {
      Files.writeString(
          scratch.flinkConf().resolve("config.yaml"), FlinkConfig.yaml(FlinkConfig.ofNoCluster()));
      flink.prepareLogging();
    } catch (IOException e) {
      throw LocalErrors.io("writing below " + scratch.root(), e);
    }
    Map<String, String> environment = flink.distribution();
    environment.put("FLINK_CONF_DIR", configuration.orElse(scratch.flinkConf()).toString());
    return new FlinkClient(scratch, installation, flink, environment);
  }

  /** What it printed; fails unless it exits with 0. */
  public String run(String name, String mainClass, List<String> arguments) {
    return new ShortProcess(home, name).run(command(name, HEAP, mainClass, arguments), environment);
  }

  /**
   * What it printed and how it ended; fails unless it exits with one of the answers.
   *
   * @param heap how much it may take, such as 1g
   */
  public ShortProcess.Result ask(
      String name, String heap, String mainClass, List<String> arguments, Set<Integer> answers) {
    return new ShortProcess(home, name)
        .run(command(name, heap, mainClass, arguments), environment, answers);
  }

  private List<String> command(String name, String heap, String mainClass, List<String> arguments) {
    return flink.client(name, heap, mainClass, installation.pipelineJar(), arguments);
  }
}
