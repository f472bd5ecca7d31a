package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The folder which holds everything one local stack keeps: its data, its jobs' state, configuration
 * and logs.
 */
public record Home(Path root) {

  private static final Pattern SEPARATORS = Pattern.compile("[,:]");

  /** The folder, created where it is missing. */
  public static Home at(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    if (SEPARATORS.matcher(root.toString()).find()) {
      throw LocalErrors.homeUnusable(
          root, new IOException("Kafka and Flink split paths at ',' and ':'"));
    }
    try {
      Files.createDirectories(root);
      Home home = new Home(root.toRealPath());
      for (Path child :
          List.of(home.run(), home.logs(), home.conf(), home.jobs(), home.flinkConf())) {
        Files.createDirectories(child);
      }
      return home;
    } catch (IOException e) {
      throw LocalErrors.homeUnusable(root, e);
    }
  }

  /** Whether a stack was ever started from this folder. */
  public static boolean existsAt(Path folder) {
    return Files.isDirectory(folder.resolve("run"));
  }

  public Path lock() {
    return root.resolve("lock");
  }

  public Path ports() {
    return root.resolve("ports.properties");
  }

  public Path credentials() {
    return root.resolve("credentials.properties");
  }

  public Path conf() {
    return root.resolve("conf");
  }

  public Path flinkConf() {
    return conf().resolve("flink");
  }

  public Path prometheusConf() {
    return conf().resolve("prometheus");
  }

  /** One file per running process. */
  public Path run() {
    return root.resolve("run");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(Part part) {
    return logs().resolve(part.label() + ".log");
  }

  /** What is remembered of each job between its runs. */
  public Path jobs() {
    return root.resolve("jobs");
  }

  /** Where the last run of the emulator has got to. */
  public Path emulation() {
    return root.resolve("emulation.json");
  }

  public Path kafkaData() {
    return root.resolve("data").resolve("kafka");
  }

  public Path s3Data() {
    return root.resolve("data").resolve("s3");
  }

  public Path kinesisData() {
    return root.resolve("data").resolve("kinesis");
  }

  public Path prometheusData() {
    return root.resolve("data").resolve("prometheus");
  }

  public Path checkpoints() {
    return root.resolve("flink").resolve("checkpoints");
  }

  public Path savepoints() {
    return root.resolve("flink").resolve("savepoints");
  }

  public Path flinkTemp() {
    return root.resolve("flink").resolve("tmp");
  }

  public Path flinkUploads() {
    return root.resolve("flink").resolve("uploads");
  }
}
