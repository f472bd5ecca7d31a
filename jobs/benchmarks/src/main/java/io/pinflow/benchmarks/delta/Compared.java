package io.pinflow.benchmarks.delta;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The same work done by Flink and by Spark, as one process hands it on to another.
 *
 * @param work such as {@code 12 columns}
 * @param flink the medians of its runs
 * @param spark the medians of its runs
 */
record Compared(String work, Cost flink, Cost spark) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static void write(List<Compared> all, Path file) throws IOException {
    JSON.writeValue(file.toFile(), all);
  }

  /**
   * @throws IOException if it is not what {@link #write} writes
   */
  static List<Compared> read(Path file) throws IOException {
    return List.of(JSON.readValue(file.toFile(), Compared[].class));
  }

  /** How many times as long Spark takes. */
  double wallRatio() {
    return spark.wallMillis() / flink.wallMillis();
  }

  /** How many times as much CPU time Spark takes. */
  double cpuRatio() {
    return spark.cpuMillis() / flink.cpuMillis();
  }
}
