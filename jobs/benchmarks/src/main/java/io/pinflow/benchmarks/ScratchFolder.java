package io.pinflow.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for tables, deleted at the end. */
public final class ScratchFolder implements AutoCloseable {

  private final Path folder;

  public ScratchFolder() throws IOException {
    this.folder = Files.createTempDirectory("pinflow-benchmark");
  }

  public Path table(String name) {
    return folder.resolve(name);
  }

  public static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Size of the data files of a table. */
  public static long dataBytes(Path table) throws IOException {
    long bytes = 0;
    for (Path file : dataFiles(table)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  public static List<Path> dataFiles(Path table) throws IOException {
    try (Stream<Path> files = Files.walk(table)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !file.toString().contains("_delta_log"))
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }
}
