package io.pinflow.delta.kernel;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces data files of one table by others which hold the same rows, one attempt at a time. Not
 * thread-safe.
 *
 * <p>Readers of changes see nothing of it, and appends may be committed at the same time.
 */
public final class DeltaRewriter extends TableCommitter {

  private final DeltaEngine engine;
  private final DeltaTable table;

  /** The data files of {@link #liveVersion}, kept over commits as long as nobody else commits. */
  private Map<FileKey, LiveFile> live = Map.of();

  private long liveVersion = -1;

  public DeltaRewriter(DeltaEngine engine, DeltaTable table) {
    super(engine, table, new ImmediateLogCheckpoints(engine, table));
    this.engine = engine;
    this.table = table;
  }

  /** Those of the files which the snapshot still has, with the deleted rows they had. */
  public List<LiveFile> stillThere(Collection<FileKey> files) {
    Map<FileKey, LiveFile> now = liveFiles();
    List<LiveFile> found = new ArrayList<>();
    for (FileKey file : files) {
      LiveFile there = now.get(file);
      if (there != null) {
        found.add(there);
      }
    }
    return found;
  }

  /**
   * Tries to commit. All of the replaced files must be {@link #stillThere}; if another writer
   * removes one of them at the same time, the attempt fails with a conflict.
   *
   * @return the table version made
   * @throws RuntimeException see {@link CommitFailure}; the files may nevertheless have been
   *     replaced, which {@link #lastVersion} tells after {@link #refresh}
   */
  public long replace(TransactionId id, List<LiveFile> replaced, List<DataFile> by) {
    long now = System.currentTimeMillis();
    List<Row> actions = new ArrayList<>(replaced.size() + by.size());
    for (LiveFile file : replaced) {
      actions.add(file.toRemoveAction(false, now));
    }
    for (DataFile file : by) {
      actions.add(file.toAddAction(false));
    }
    long version = commit(id, Operation.MANUAL_UPDATE, actions);
    if (version == liveVersion + 1) {
      replaced.forEach(file -> live.remove(file.key()));
      liveVersion = version;
    }
    return version;
  }

  private Map<FileKey, LiveFile> liveFiles() {
    Snapshot snapshot = snapshot();
    if (snapshot.getVersion() != liveVersion) {
      live = new HashMap<>();
      TableScan.of(engine, table.path(), snapshot)
          .liveFiles(Optional.empty())
          .forEach(file -> live.put(file.key(), file));
      liveVersion = snapshot.getVersion();
    }
    return live;
  }
}
