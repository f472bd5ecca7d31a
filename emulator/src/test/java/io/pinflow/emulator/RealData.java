package io.pinflow.emulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder with real rows: the system property {@code pinflow.shared.data}, or {@code
 * ../shared/data} beside the repository. Tests that need it are skipped where it is missing.
 */
public final class RealData {

  private RealData() {}

  public static Path folder() {
    Path folder = find();
    assumeTrue(
        Files.isRegularFile(folder.resolve("pin.jsonl")),
        "no real rows at " + folder + ": this comparison is skipped");
    return folder;
  }

  private static Path find() {
    String property = System.getProperty("pinflow.shared.data");
    if (property != null) {
      return Path.of(property);
    }
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.isRegularFile(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    return root.resolveSibling("shared").resolve("data");
  }
}
