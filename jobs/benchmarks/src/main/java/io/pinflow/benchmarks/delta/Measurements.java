package io.pinflow.benchmarks.delta;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file in which one process hands its measurements on to another. */
final class Measurements {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Measurements() {}

  static void write(List<? extends Record> all, Path file) throws IOException {
    JSON.writeValue(file.toFile(), all);
  }

  /**
   * @throws IOException if it is not what {@link #write} writes of such measurements
   */
  static <T extends Record> List<T> read(Class<T> type, Path file) throws IOException {
    return JSON.readerForListOf(type).readValue(file.toFile());
  }
}
