package io.pinflow.jobs;

import io.pinflow.testing.fixture.FlinkRestarts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;

/** A folder in which jobs leave their checkpoints when they fail, for others to go on from. */
final class RetainedCheckpoints {

  private final Path folder;

  RetainedCheckpoints(Path folder) {
    this.folder = folder;
  }

  /** Settings of a job which restarts once and begins with a checkpoint, or without state. */
  Configuration settings(@Nullable Path checkpoint) {
    Configuration configuration = FlinkRestarts.atMost(1);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    if (checkpoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
    }
    return configuration;
  }

  /** The newest complete checkpoint of a job. */
  Optional<Path> newest(RunningJob job) {
    Path ofJob = folder.resolve(job.id().toHexString());
    if (!Files.isDirectory(ofJob)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(ofJob)) {
      return all.filter(checkpoint -> Files.exists(checkpoint.resolve("_metadata")))
          .max(Comparator.comparingInt(RetainedCheckpoints::number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of the newest complete checkpoint of a job, 0 where there is none. */
  int newestNumber(RunningJob job) {
    return newest(job).map(RetainedCheckpoints::number).orElse(0);
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().replace("chk-", ""));
  }
}
