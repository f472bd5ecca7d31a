package io.pinflow.acceptance;

import io.pinflow.testing.SparkPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a program as a user would: its own process, its output kept, ended when it takes too long.
 */
final class CommandLine {

  /** What a finished program left: its exit code and what it printed on each stream. */
  record Result(List<String> command, int exitCode, String out, String err) {

    /** Itself, or an error that shows the whole output where the program failed. */
    Result expectSuccess() {
      if (exitCode != 0) {
        throw new AssertionError(
            command + " ended with " + exitCode + "\n--- out\n" + out + "\n--- err\n" + err);
      }
      return this;
    }
  }

  private final List<String> command;
  private final Path folder;
  private final Map<String, String> environment;

  private CommandLine(List<String> command, Map<String, String> environment) {
    this(command, Repository.target(), environment);
  }

  private CommandLine(List<String> command, Path folder, Map<String, String> environment) {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /** A program and its arguments. */
  static CommandLine of(String... command) {
    return new CommandLine(List.of(command), Map.of());
  }

  /** Lines of bash, as a user types them in a folder, to the first that fails. */
  static CommandLine bash(String lines, Path folder, Map<String, String> environment) {
    return new CommandLine(List.of("bash", "-euo", "pipefail", "-c", lines), folder, environment);
  }

  /**
   * The project's launcher, on what this build has packaged: it must not start a build within the
   * build.
   */
  static CommandLine pinflow(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Repository.root().resolve("pinflow").toString());
    command.addAll(List.of(arguments));
    return new CommandLine(command, Map.of("PINFLOW_SKIP_BUILD", "1"));
  }

  /** Flink's SQL Client as a user of a cluster starts it: Flink's jars and the connector's. */
  static CommandLine sqlClient(Path flinkConf, String... arguments) {
    Path flink = Repository.root().resolve("deploy/runtime/flink/target/flink");
    List<String> command = java("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    command.add("-Dlog4j.configurationFile=" + flinkConf.resolve("log4j2.properties").toUri());
    command.add("-Dlog.file=" + Repository.target().resolve("sql-client.log"));
    for (String open : List.of("java.lang", "java.net", "java.nio", "java.util", "java.time")) {
      command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(flink.resolve("lib") + "/*:" + flink.resolve("opt") + "/*:" + connectorJar());
    command.add("org.apache.flink.table.client.SqlClient");
    command.addAll(List.of(arguments));
    return new CommandLine(
        command,
        Map.of(
            "FLINK_CONF_DIR", flinkConf.toString(),
            "FLINK_LIB_DIR", flink.resolve("lib").toString(),
            "FLINK_OPT_DIR", flink.resolve("opt").toString(),
            "FLINK_PLUGINS_DIR", flink.resolve("plugins").toString()));
  }

  private static Path connectorJar() {
    Path target = Repository.root().resolve("jobs/delta-connector/target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-sql.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("No *-sql.jar in " + target));
    } catch (IOException e) {
      throw new AssertionError("Cannot list " + target, e);
    }
  }

  private static List<String> java(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    return command;
  }

  /** The Spark peer, in a JVM with Spark's class path alone. */
  static CommandLine sparkPeer(String... arguments) {
    return new CommandLine(SparkPeer.command(arguments), Map.of());
  }

  Result run(Duration limit) {
    try {
      Path logs = Files.createDirectories(Repository.target().resolve("commands"));
      Path out = Files.createTempFile(logs, "command-", ".out");
      Path err = Files.createTempFile(logs, "command-", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
        throw new AssertionError(
            command
                + " still ran after "
                + limit
                + "\n--- out\n"
                + read(out)
                + "\n--- err\n"
                + read(err));
      }
      return new Result(command, process.exitValue(), read(out), read(err));
    } catch (IOException e) {
      throw new AssertionError("Cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while " + command + " ran", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError("Cannot read " + file, e);
    }
  }
}
