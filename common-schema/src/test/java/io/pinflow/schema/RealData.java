package io.pinflow.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** The real rows, which are not part of the project; tests on them are skipped where absent. */
final class RealData {
  private static final String PROPERTY = "pinflow.shared.data";

  private RealData() {}

  static List<byte[]> records(RecordKind kind) {
    Path file = folder().resolve(kind.id() + ".jsonl");
    Assumptions.assumeTrue(
        Files.exists(file), () -> "No real data at " + file + "; set -D" + PROPERTY + "=FOLDER");
    try {
      return Files.readAllLines(file).stream().map(Json::utf8).collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    String folder = System.getProperty(PROPERTY);
    return folder != null ? Path.of(folder) : Path.of("..", "..", "shared", "data");
  }
}
