package io.pinflow.delta.kernel;

import io.delta.kernel.Operation;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.TableConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Appends data files to one table, one attempt at a time. Not thread-safe. */
public final class DeltaAppender extends TableCommitter {

  private final DeltaEngine engine;

  /** Each log checkpoint that is due is written before the commit returns. */
  public DeltaAppender(DeltaEngine engine, DeltaTable table) {
    super(engine, table, new ImmediateLogCheckpoints(engine, table));
    this.engine = engine;
  }

  /** Commits do not wait for log checkpoints. */
  public DeltaAppender(DeltaEngine engine, DeltaTable table, BackgroundLogCheckpoints checkpoints) {
    super(engine, table, checkpoints);
    this.engine = engine;
  }

  /** How long the table remembers an application after its last commit; none if for ever. */
  public Optional<Duration> transactionRetention() {
    return TableConfig.SET_TRANSACTION_RETENTION
        .fromMetadata(snapshot().getMetadata())
        .map(Duration::ofMillis);
  }

  /** How far the table covers its sources, by the snapshot. */
  public TableProgress progress() {
    return TableProgress.of(snapshot());
  }

  /** What files for this table must look like, by the snapshot. */
  public WriteLayout layout() {
    return WriteLayout.of(engine, snapshot());
  }

  /** Tries to commit files without progress. */
  public long append(TransactionId id, List<DataFile> files) {
    return append(id, files, List.of());
  }

  /**
   * Tries to commit the files.
   *
   * @param progress what of each source the files hold. It must not overlap {@link #progress}; if
   *     another writer has recorded progress of one of the sources since, the attempt fails as a
   *     conflict.
   * @return the table version made
   * @throws RuntimeException see {@link CommitFailure}; the files may nevertheless have been
   *     committed, which {@link #lastVersion} tells after {@link #refresh}
   */
  public long append(TransactionId id, List<DataFile> files, List<SourceRange> progress) {
    List<Row> actions = new ArrayList<>(files.size());
    for (DataFile file : files) {
      actions.add(file.toAddAction(true));
    }
    return commit(id, Operation.STREAMING_UPDATE, actions, progress);
  }
}
