package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.actions.RemoveFile;
import io.delta.kernel.internal.replay.ActionWrapper;
import io.delta.kernel.internal.replay.ActionsIterator;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.core.fs.Path;

/**
 * The files below a table's root which somebody may still read by the table's log: those of the
 * newest version, and those which were removed a short time ago.
 */
public final class ReferencedFiles {

  private static final StructType REMOVES =
      new StructType()
          .add(
              "remove",
              new StructType()
                  .add(RemoveFile.FULL_SCHEMA.get("path"))
                  .add(RemoveFile.FULL_SCHEMA.get("deletionTimestamp"))
                  .add(RemoveFile.FULL_SCHEMA.get("deletionVector")));

  private final String tableRoot;
  private final String rootPath;
  private final Set<String> paths = new HashSet<>();

  private ReferencedFiles(String tableRoot) {
    this.tableRoot = tableRoot;
    this.rootPath = new Path(tableRoot).getPath() + '/';
  }

  /**
   * @param removedSince files removed at this time or later count too, milliseconds since the epoch
   */
  public static ReferencedFiles of(DeltaEngine engine, Snapshot snapshot, long removedSince) {
    ReferencedFiles files = new ReferencedFiles(snapshot.getPath());
    ActiveFiles.forEach(
        engine,
        snapshot,
        Optional.empty(),
        row -> {
          AddFile add = new AddFile(row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
          files.add(add.getPath(), add.getDeletionVector());
        });
    files.addRemoved(engine, (SnapshotImpl) snapshot, removedSince);
    return files;
  }

  /**
   * @param relativePath below the table's root, with nothing in it URI-encoded
   */
  public boolean contains(String relativePath) {
    return paths.contains(relativePath);
  }

  /**
   * Looks into the commits of that time themselves, since a log checkpoint written by Kernel
   * forgets what the one before it knew of removed files.
   */
  private void addRemoved(DeltaEngine engine, SnapshotImpl snapshot, long removedSince) {
    List<FileStatus> log = new ArrayList<>();
    String firstCommit = FileNames.deltaFile(snapshot.getLogPath(), 0);
    try (CloseableIterator<FileStatus> listed =
        engine.kernel().getFileSystemClient().listFrom(firstCommit)) {
      listed.forEachRemaining(
          file -> {
            if (FileNames.isCommitFile(file.getPath())
                && file.getModificationTime() >= removedSince) {
              log.add(file);
            }
          });
      Collections.reverse(log);
      log.addAll(snapshot.getLogSegment().getCheckpoints());
      try (ActionsIterator actions =
          new ActionsIterator(engine.kernel(), log, REMOVES, Optional.empty())) {
        while (actions.hasNext()) {
          ActionWrapper batch = actions.next();
          addRemoved(batch.getColumnarBatch().getColumnVector(0), removedSince);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addRemoved(ColumnVector removes, long removedSince) {
    ColumnVector path = removes.getChild(0);
    ColumnVector deletedAt = removes.getChild(1);
    ColumnVector deletionVector = removes.getChild(2);
    for (int row = 0; row < removes.getSize(); row++) {
      // A remove without a time was long ago, as Spark has it.
      if (!removes.isNullAt(row)
          && !deletedAt.isNullAt(row)
          && deletedAt.getLong(row) >= removedSince) {
        add(
            path.getString(row),
            Optional.ofNullable(DeletionVectorDescriptor.fromColumnVector(deletionVector, row)));
      }
    }
  }

  private void add(String logPath, Optional<DeletionVectorDescriptor> deletionVector) {
    URI uri = URI.create(logPath);
    addPath(uri.isAbsolute() ? uri.getPath() : rootPath + uri.getPath());
    deletionVector
        .filter(DeletionVectorDescriptor::isOnDisk)
        .ifPresent(vector -> addPath(new Path(vector.getAbsolutePath(tableRoot)).getPath()));
  }

  /** What lies elsewhere, as the files of a shallow clone, is none of this table's business. */
  private void addPath(String absolutePath) {
    if (absolutePath.startsWith(rootPath)) {
      paths.add(absolutePath.substring(rootPath.length()));
    }
  }
}
