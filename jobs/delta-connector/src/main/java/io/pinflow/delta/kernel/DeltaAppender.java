package io.pinflow.delta.kernel;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.TableConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Appends data files to one table, or puts them in the place of others, one attempt at a time. Not
 * thread-safe.
 */
public final class DeltaAppender extends TableCommitter {

  private final DeltaEngine engine;
  private final DeltaTable table;

  /** Each log checkpoint that is due is written before the commit returns. */
  public DeltaAppender(DeltaEngine engine, DeltaTable table) {
    super(engine, table, new ImmediateLogCheckpoints(engine, table));
    this.engine = engine;
    this.table = table;
  }

  /** Commits do not wait for log checkpoints. */
  public DeltaAppender(DeltaEngine engine, DeltaTable table, BackgroundLogCheckpoints checkpoints) {
    super(engine, table, checkpoints);
    this.engine = engine;
    this.table = table;
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

  /**
   * Tries to put the files in the place of all rows within an overwrite's scope, by one commit.
   *
   * @return the table version made; none if there is nothing to replace and nothing to put there
   * @throws DeltaException if the table is for appending alone, or another writer has added rows
   *     within the scope since the overwrite was planned
   * @throws RuntimeException see {@link CommitFailure}; the files may nevertheless have been
   *     committed, which {@link #lastVersion} tells after {@link #refresh}
   */
  public OptionalLong overwrite(TransactionId id, List<DataFile> files, Overwrite overwrite) {
    Snapshot base = snapshot();
    Overwrite.requireAllowed(table.path(), base);
    Predicate<Map<String, String>> replaced = overwrite.scope().in(base, files);
    requireNothingAdded(base, replaced, overwrite);
    long now = System.currentTimeMillis();
    List<Row> actions = new ArrayList<>();
    for (LiveFile file : TableScan.of(engine, table.path(), base).liveFiles(Optional.empty())) {
      if (replaced.test(file.file().partitionValues())) {
        actions.add(file.toRemoveAction(true, now));
      }
    }
    for (DataFile file : files) {
      actions.add(file.toAddAction(true));
    }
    return actions.isEmpty() ? OptionalLong.empty() : OptionalLong.of(commitOverwrite(id, actions));
  }

  /** Rows which nobody knew of when the statement was planned are not for it to delete. */
  private void requireNothingAdded(
      Snapshot base, Predicate<Map<String, String>> replaced, Overwrite overwrite) {
    CommitLog log = CommitLog.of(engine, table.path());
    for (long v = overwrite.knownVersion() + 1; v <= base.getVersion(); v++) {
      Optional<TableCommit> commit = log.read(v);
      boolean isKnown =
          commit.isPresent()
              && commit.get().added().stream()
                  .noneMatch(file -> replaced.test(file.partitionValues()));
      if (!isKnown) {
        throw WriteErrors.addedSinceOverwriteWasPlanned(table.path(), v, overwrite.scope());
      }
    }
  }
}
