package io.pinflow.jobs.archive;

import java.util.Objects;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.connector.file.sink.FileSinkCommittable;

/**
 * What a writer hands over with a checkpoint: an object to be made visible, or after all of its
 * objects the {@link ArchiveEpoch} they belong to. Immutable.
 */
final class ArchiveCommittable {

  @Nullable private final FileSinkCommittable file;
  @Nullable private final String hint;
  @Nullable private final ArchiveEpoch epoch;

  private ArchiveCommittable(
      @Nullable FileSinkCommittable file, @Nullable String hint, @Nullable ArchiveEpoch epoch) {
    this.file = file;
    this.hint = hint;
    this.epoch = epoch;
  }

  /**
   * An object.
   *
   * @param hint the hint which names it; null if it is of a version which had none
   */
  static ArchiveCommittable of(FileSinkCommittable file, @Nullable String hint) {
    return new ArchiveCommittable(Objects.requireNonNull(file, "file"), hint, null);
  }

  static ArchiveCommittable of(ArchiveEpoch epoch) {
    return new ArchiveCommittable(null, null, Objects.requireNonNull(epoch, "epoch"));
  }

  Optional<FileSinkCommittable> file() {
    return Optional.ofNullable(file);
  }

  /** Of an object, the hint which names it. */
  Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  Optional<ArchiveEpoch> epoch() {
    return Optional.ofNullable(epoch);
  }

  /** An object's path below {@code raw}. */
  static String path(FileSinkCommittable file) {
    if (file.getPendingFile().getPath() == null) {
      throw new IllegalStateException(
          "An object in the folder '"
              + file.getBucketId()
              + "' has no name in this state, which a Flink before 1.15 has written. Start"
              + " RawArchiveJob without state: it goes on where the archive ends.");
    }
    return file.getBucketId() + '/' + file.getPendingFile().getPath().getName();
  }
}
