package io.pinflow.jobs;

import static java.util.stream.Collectors.toList;

import io.pinflow.delta.DeltaTableRows;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;

/** A table whose log or whose data file is changed by another hand than a job's. */
final class DamagedTable {

  private final Path folder;
  private final Path file;

  /**
   * @param folder the table's
   */
  DamagedTable(Path folder) {
    this.folder = folder;
    this.file = Path.of(URI.create(rows().files().get(0).path()).getPath());
  }

  /** The data file that is damaged: the largest which the log names. */
  Path file() {
    return file;
  }

  /** Where the rows of the data file came from. */
  List<String> positions() throws IOException {
    TreeSet<String> positions = new TreeSet<>();
    for (DeltaTableRows.File candidate : rows().files()) {
      if (candidate.path().endsWith(file.getFileName().toString())) {
        candidate.forEach(row -> positions.add(row.getString(0).toString()));
      }
    }
    return new ArrayList<>(positions);
  }

  /** Deletes the data file; the log still names it. */
  void deleteFile() throws IOException {
    Files.delete(file);
  }

  /** Takes the data file out of the log. */
  void deleteRows() throws IOException {
    commit(addOfFile().replace("{\"add\":", "{\"remove\":"));
  }

  /** Adds a copy of the data file to the log. */
  void doubleRows() throws IOException {
    Path twin = file.resolveSibling("twin-" + file.getFileName());
    Files.copy(file, twin);
    commit(addOfFile().replace(file.getFileName().toString(), twin.getFileName().toString()));
  }

  private DeltaTableRows rows() {
    return DeltaTableRows.open(
            folder.toUri().toString(), List.of("ingest_source"), new Configuration())
        .orElseThrow();
  }

  /** The action by which the log names the data file. */
  private String addOfFile() throws IOException {
    try (Stream<Path> commits = Files.list(log())) {
      for (Path commit :
          commits.filter(path -> path.toString().endsWith(".json")).collect(toList())) {
        for (String action : Files.readAllLines(commit)) {
          if (action.startsWith("{\"add\":") && action.contains(file.getFileName().toString())) {
            return action;
          }
        }
      }
    }
    throw new AssertionError("No commit adds " + file);
  }

  private void commit(String action) throws IOException {
    Path commit = log().resolve(String.format("%020d.json", rows().version() + 1));
    Files.writeString(commit, action + "\n");
  }

  private Path log() {
    return folder.resolve("_delta_log");
  }
}
