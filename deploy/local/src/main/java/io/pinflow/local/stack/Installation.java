package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The built project: where its jars, the parts' libraries and the SQL files are. */
public record Installation(Path root) {

  /** The system property with which the launcher names the project's folder. */
  public static final String PROPERTY = "pinflow.root";

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

  /** Holds lib, opt and plugins, as a Flink distribution does. */
  public Path flink() {
    return existing(root.resolve("deploy/runtime/flink/target/flink"));
  }

  /** The command line and the gateway; its manifest names the libraries they need. */
  public Path localJar() {
    return jar("deploy/local/target", "");
  }

  /** The submittable jobs. */
  public Path pipelineJar() {
    return jar("jobs/pipeline/target", "");
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
