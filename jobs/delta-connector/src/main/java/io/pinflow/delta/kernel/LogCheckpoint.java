package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.snapshot.MetadataCleanup;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a table's log short to read: a log checkpoint, a checksum, removal of what has expired. */
public final class LogCheckpoint {

  private static final Logger LOG = LoggerFactory.getLogger(LogCheckpoint.class);

  private final long version;
  private final boolean written;

  private LogCheckpoint(long version, boolean written) {
    this.version = version;
    this.written = written;
  }

  /**
   * Writes a log checkpoint and a checksum of the newest version, unless there are, and deletes the
   * commits and checkpoints older than {@code delta.logRetentionDuration} which no version within
   * that time needs, unless {@code delta.enableExpiredLogCleanup} forbids it.
   *
   * @throws IOException if the log cannot be read or written
   */
  public static LogCheckpoint write(DeltaEngine engine, DeltaTable table) throws IOException {
    long start = System.nanoTime();
    // Kernel's own checkpoint hook never removes expired log files; a fresh snapshot does.
    SnapshotImpl fresh = (SnapshotImpl) table.latest();
    long version = fresh.getVersion();
    new Checksums(engine, table).write(fresh);
    if (fresh.getLogSegment().getCheckpointVersionOpt().equals(Optional.of(version))) {
      cleanUp(engine, fresh);
      return new LogCheckpoint(version, false);
    }
    try {
      fresh.writeCheckpoint(engine.kernel());
      LOG.info(
          "Wrote a log checkpoint of {} at version {} in {} ms",
          table.path(),
          version,
          (System.nanoTime() - start) / 1_000_000);
      return new LogCheckpoint(version, true);
    } catch (CheckpointAlreadyExistsException e) {
      LOG.debug("Another writer has checkpointed {} at version {}", table.path(), version);
      return new LogCheckpoint(version, false);
    }
  }

  private static void cleanUp(DeltaEngine engine, SnapshotImpl snapshot) throws IOException {
    boolean allowed =
        TableConfig.EXPIRED_LOG_CLEANUP_ENABLED.fromMetadata(snapshot.getMetadata())
            && !snapshot.getProtocol().getWriterFeatures().contains("checkpointProtection");
    if (allowed) {
      MetadataCleanup.cleanupExpiredLogs(
          engine.kernel(),
          System::currentTimeMillis,
          snapshot.getDataPath(),
          TableConfig.LOG_RETENTION.fromMetadata(snapshot.getMetadata()));
    }
  }

  /** How many files of commits and checkpoints the table's log has. */
  public static int logFiles(DeltaEngine engine, Snapshot snapshot) throws IOException {
    int count = 0;
    String first = FileNames.listingPrefix(((SnapshotImpl) snapshot).getLogPath(), 0);
    try (CloseableIterator<FileStatus> files =
        engine.kernel().getFileSystemClient().listFrom(first)) {
      while (files.hasNext()) {
        String path = files.next().getPath();
        if (FileNames.isCommitFile(path) || FileNames.isCheckpointFile(path)) {
          count++;
        }
      }
    }
    return count;
  }

  /** The version that now has a log checkpoint. */
  public long version() {
    return version;
  }

  /** Whether it had none before. */
  public boolean isWritten() {
    return written;
  }
}
