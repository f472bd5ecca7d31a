package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.delta.kernel.TransactionId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * All files of one checkpoint: one commit to the table. Immutable.
 *
 * <p>Its identity is the epoch and the checkpoint id. An epoch is one start of the commit operator.
 * The job id would not do, since a restore from a savepoint has a new one and would commit again
 * what the old one committed; a name chosen by the user would not do either, since a start without
 * state counts checkpoints from 1 again and its commits would be taken for old ones.
 */
final class DeltaCommittable {

  private final UUID epoch;
  private final long checkpointId;
  private final long createdAt;
  private final String tableId;
  private final List<DataFile> files;
  private final List<SourceRange> progress;

  /**
   * @param createdAt milliseconds since the epoch
   * @param progress what of each source the files hold; empty if progress is not recorded
   */
  DeltaCommittable(
      UUID epoch,
      long checkpointId,
      long createdAt,
      String tableId,
      List<DataFile> files,
      List<SourceRange> progress) {
    this.epoch = epoch;
    this.checkpointId = checkpointId;
    this.createdAt = createdAt;
    this.tableId = tableId;
    this.files = List.copyOf(files);
    this.progress = List.copyOf(progress);
  }

  UUID epoch() {
    return epoch;
  }

  long checkpointId() {
    return checkpointId;
  }

  long createdAt() {
    return createdAt;
  }

  String tableId() {
    return tableId;
  }

  List<DataFile> files() {
    return files;
  }

  List<SourceRange> progress() {
    return progress;
  }

  long rows() {
    return files.stream().mapToLong(DataFile::rows).sum();
  }

  long bytes() {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }

  TransactionId transactionId() {
    return new TransactionId(epoch.toString(), checkpointId);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof DeltaCommittable)) {
      return false;
    }
    DeltaCommittable that = (DeltaCommittable) other;
    return epoch.equals(that.epoch)
        && checkpointId == that.checkpointId
        && createdAt == that.createdAt
        && tableId.equals(that.tableId)
        && files.equals(that.files)
        && progress.equals(that.progress);
  }

  @Override
  public int hashCode() {
    return Objects.hash(epoch, checkpointId);
  }

  @Override
  public String toString() {
    return transactionId() + " with " + files.size() + " files";
  }
}
