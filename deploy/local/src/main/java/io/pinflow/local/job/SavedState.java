package io.pinflow.local.job;

import io.pinflow.local.flink.FlinkPath;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The state a job can go on from: the savepoint with which its last run was stopped, or the newest
 * checkpoint that run completed afterwards, if it did not get to be stopped. Only complete ones
 * count, which hold their metadata file.
 */
final class SavedState {

  private static final String METADATA = "_metadata";

  private final Home home;

  SavedState(Home home) {
    this.home = home;
  }

  /** Where the newest state of this job is, in Flink's notation. */
  Optional<String> newest(JobRecord job) {
    List<Path> candidates = new ArrayList<>(checkpoints(job.jobId()));
    job.savepoint().map(FlinkPath::toLocal).ifPresent(candidates::add);
    return candidates.stream()
        .filter(folder -> Files.exists(folder.resolve(METADATA)))
        .max(Comparator.comparing(SavedState::completed))
        .map(FlinkPath::of);
  }

  private List<Path> checkpoints(String jobId) {
    Path folder = home.checkpoints().resolve(jobId);
    if (jobId.isEmpty() || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(child -> child.getFileName().toString().startsWith("chk-")).toList();
    } catch (IOException e) {
      throw LocalErrors.io("listing " + folder, e);
    }
  }

  private static FileTime completed(Path folder) {
    try {
      return Files.getLastModifiedTime(folder.resolve(METADATA));
    } catch (IOException e) {
      throw LocalErrors.io("reading " + folder, e);
    }
  }
}
