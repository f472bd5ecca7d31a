package io.pinflow.delta.kernel;

import io.delta.kernel.CommitActions;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.UnsupportedProtocolVersionException;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import io.delta.kernel.internal.DeltaHistoryManager;
import io.delta.kernel.internal.DeltaLogActionUtils;
import io.delta.kernel.internal.DeltaLogActionUtils.DeltaAction;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.fs.Path;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The commits of a table, read one by one. To look whether a version is there costs one request,
 * however long the log is: nothing is listed, as a Kernel CommitRange does each time.
 */
public final class CommitLog {

  private static final Set<DeltaAction> ACTIONS =
      EnumSet.of(DeltaAction.ADD, DeltaAction.REMOVE, DeltaAction.METADATA, DeltaAction.PROTOCOL);

  private final Engine kernel;
  private final String tablePath;
  private final Path root;
  private final Path directory;

  private CommitLog(Engine kernel, String tablePath, Path root) {
    this.kernel = kernel;
    this.tablePath = tablePath;
    this.root = root;
    this.directory = new Path(root, "_delta_log");
  }

  /**
   * @param tablePath the table's root directory as a Flink path
   */
  public static CommitLog of(DeltaEngine engine, String tablePath) {
    Engine kernel = engine.kernel();
    try {
      Path root = new Path(kernel.getFileSystemClient().resolvePath(tablePath));
      return new CommitLog(kernel, tablePath, root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The commit that made a version; none if it is not there, be it not yet or no longer.
   *
   * @throws DeltaException if from that version on the table needs a feature which is not supported
   */
  public Optional<TableCommit> read(long version) {
    FileStatus file;
    try {
      file = kernel.getFileSystemClient().getFileStatus(FileNames.deltaFile(directory, version));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (CloseableIterator<CommitActions> commits =
        DeltaLogActionUtils.getActionsFromCommitFilesWithProtocolValidation(
            kernel, tablePath, List.of(file), ACTIONS)) {
      CommitActions commit = commits.next();
      try {
        return Optional.of(read(version, commit));
      } finally {
        Utils.closeCloseables(commit);
      }
    } catch (UnsupportedTableFeatureException | UnsupportedProtocolVersionException e) {
      throw DeltaErrors.unsupportedFeature(tablePath, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The oldest version whose commit has not been cleaned from the log. */
  public long earliestVersion() {
    return DeltaHistoryManager.getEarliestDeltaFile(kernel, directory, Optional.empty());
  }

  /**
   * The first version committed at or after an instant; the one after the newest if all are older.
   *
   * @param epochMillis milliseconds since the epoch
   */
  public long versionAtOrAfter(long epochMillis, Snapshot newest) {
    if (epochMillis > newest.getTimestamp(kernel)) {
      return newest.getVersion() + 1;
    }
    return DeltaHistoryManager.getVersionAtOrAfterTimestamp(
        kernel, directory, epochMillis, newest, List.of());
  }

  private TableCommit read(long version, CommitActions commit) throws IOException {
    Changes changes = new Changes();
    try (CloseableIterator<ColumnarBatch> batches = commit.getActions()) {
      while (batches.hasNext()) {
        ColumnarBatch batch = batches.next();
        StructType schema = batch.getSchema();
        int add = schema.indexOf(DeltaAction.ADD.colName);
        int remove = schema.indexOf(DeltaAction.REMOVE.colName);
        int metadata = schema.indexOf(DeltaAction.METADATA.colName);
        int protocol = schema.indexOf(DeltaAction.PROTOCOL.colName);
        try (CloseableIterator<Row> rows = batch.getRows()) {
          while (rows.hasNext()) {
            Row row = rows.next();
            if (!row.isNullAt(add)) {
              changes.add(row.getStruct(add));
            } else if (!row.isNullAt(remove)) {
              changes.remove(row.getStruct(remove));
            } else if (!row.isNullAt(metadata)) {
              changes.metadata = Optional.of(Metadata.fromRow(row.getStruct(metadata)));
            } else if (!row.isNullAt(protocol)) {
              TableScan.requireReadable(tablePath, Protocol.fromRow(row.getStruct(protocol)));
            }
          }
        }
      }
    }
    return new TableCommit(
        version,
        changes.added,
        changes.removing,
        changes.metadata.map(Metadata::getId),
        changes.metadata.map(TableColumns::of));
  }

  /** Of the actions of one commit, what is new. */
  private final class Changes {
    private final List<ScanFile> added = new ArrayList<>();
    private boolean removing;
    private Optional<Metadata> metadata = Optional.empty();

    void add(Row add) {
      if (isDataChange(add)) {
        added.add(
            TableScan.toScanFile(
                new GenericRow(
                    InternalScanFileUtils.SCAN_FILE_SCHEMA,
                    Map.of(0, add, 1, root.toUri().toString()))));
      }
    }

    void remove(Row remove) {
      removing |= isDataChange(remove);
    }

    private boolean isDataChange(Row action) {
      int field = action.getSchema().indexOf("dataChange");
      // A required field of the protocol; a writer that leaves it out changes data.
      return action.isNullAt(field) || action.getBoolean(field);
    }
  }
}
