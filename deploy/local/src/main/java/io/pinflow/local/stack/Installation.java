package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The built project: where its jars, the parts' libraries and the SQL files are. */
public record Installation(Path root) {

  /** The system property with which the launcher names the project's folder. */
  public static final String PROPERTY = "pinflow.root";

  /** What to do where there is no {@link #kinesisServer}. */
  public static final String KINESIS_MISSING =
      "Node 20 or newer and npm were not found, so topics work and streams do not; install them, then"
          + " run ./mvnw package -pl deploy/runtime/kinesis";

  public static Installation current() {
    String root = System.getProperty(PROPERTY);
    if (root == null) {
      throw LocalErrors.notBuilt(Path.of("-D" + PROPERTY));
    }
    return new Installation(Path.of(root).toAbsolutePath().normalize());
  }

  public Path kafkaLib() {
    return existing(root.resolve("deploy/runtime/kafka/target/kafka/lib"));
  }

  public Path s3Lib() {
    return existing(root.resolve("deploy/runtime/s3/target/s3/lib"));
  }

  /** The script that runs the Kinesis server, if it was built and Node can run it. */
  public Optional<Path> kinesisServer() {
    Path script = root.resolve("deploy/runtime/kinesis/target/kinesis/server.cjs");
    return Optional.of(script)
        .filter(Files::isRegularFile)
        .filter(file -> onPath("node").isPresent());
  }

  /** The Prometheus on the path, else the one which {@link PrometheusPackage} has fetched. */
  public Optional<Path> prometheus() {
    return onPath("prometheus")
        .or(
            () ->
                Optional.of(fetchedPrometheus().resolve("usr/bin/prometheus"))
                    .filter(Files::isExecutable));
  }

  Path fetchedPrometheus() {
    return root.resolve("target/prometheus");
  }

  /** Holds Prometheus' configuration and rules, and the dashboard. */
  public Path monitoring() {
    return existing(root.resolve("deploy/local/monitoring"));
  }

  static Optional<Path> onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The parts of a stack which this installation can run. */
  public Set<Part> parts() {
    Set<Part> parts = EnumSet.complementOf(EnumSet.of(Part.PROMETHEUS));
    if (kinesisServer().isEmpty()) {
      parts.remove(Part.KINESIS);
    }
    return parts;
  }

  /** Holds lib, opt and plugins, as a Flink distribution does. */
  public Path flink() {
    return existing(root.resolve("deploy/runtime/flink/target/flink"));
  }

  /** The command line and the gateway; its manifest names the libraries they need. */
  public Path localJar() {
    return jar("deploy/local/target", "");
  }

  /** Where its processes keep what makes their next start fast. */
  Path classData() {
    return root.resolve("target/pinflow/classes");
  }

  /** The submittable jobs. */
  public Path pipelineJar() {
    return jar("jobs/pipeline/target", "");
  }

  /** What measures the pipeline; built for {@code pinflow bench} alone. */
  public Path benchmarksJar() {
    return existing(root.resolve("jobs/benchmarks/target/benchmarks.jar"));
  }

  /** The Delta connector for a class path that has nothing but Flink. */
  public Path connectorJar() {
    return jar("jobs/delta-connector/target", "-sql");
  }

  public Path tablesSql() {
    return existing(root.resolve("sql/tables.sql"));
  }

  /** The analytics in the order of their names. */
  public List<Path> analytics() {
    try (Stream<Path> files = Files.list(existing(root.resolve("sql/analytics")))) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    } catch (IOException e) {
      throw LocalErrors.io("listing sql/analytics", e);
    }
  }

  private Path jar(String folder, String classifier) {
    Path target = root.resolve(folder);
    String wanted = "pinflow-.*-\\d[\\w.]*(-SNAPSHOT)?" + classifier + "\\.jar";
    try (Stream<Path> files = Files.list(existing(target))) {
      return files
          .filter(file -> file.getFileName().toString().matches(wanted))
          .max(Path::compareTo)
          .orElseThrow(
              () -> LocalErrors.notBuilt(target.resolve("pinflow-*" + classifier + ".jar")));
    } catch (IOException e) {
      throw LocalErrors.io("listing " + target, e);
    }
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw LocalErrors.notBuilt(path);
    }
    return path;
  }
}
