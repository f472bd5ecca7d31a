package io.pinflow.benchmarks.clean;

import io.pinflow.local.stack.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The three tables below a folder, seen from outside. */
record TableFiles(Path root) {

  static final List<String> TABLES = Lake.KINDS.stream().map(kind -> kind + "_table").toList();

  Path table(String name) {
    return root.resolve(name);
  }

  /** When the last commit of all tables was written. */
  Instant lastCommit() throws IOException {
    Instant last = Instant.EPOCH;
    for (String table : TABLES) {
      for (Path file : files(table(table), "_delta_log", ".json")) {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        last = time.isAfter(last) ? time : last;
      }
    }
    return last;
  }

  int dataFiles() throws IOException {
    int count = 0;
    for (String table : TABLES) {
      count += files(table(table), "ingest_date=", ".parquet").size();
    }
    return count;
  }

  long bytes() throws IOException {
    long bytes = 0;
    for (String table : TABLES) {
      for (Path file : files(table(table), "ingest_date=", ".parquet")) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static List<Path> files(Path table, String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(table)) {
      return files
          .filter(file -> table.relativize(file).toString().startsWith(folder))
          .filter(file -> file.getFileName().toString().matches("[^.].*\\Q" + ending + "\\E"))
          .toList();
    }
  }
}
