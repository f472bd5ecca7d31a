package io.pinflow.delta.kernel;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterable;
import java.util.List;
import java.util.Optional;

/**
 * Commits to one table, one attempt at a time. Not thread-safe.
 *
 * <p>Keeps the snapshot that each commit leaves behind, so that the next commit need not read the
 * log: the cost of a commit does not grow with the number of versions. The table's metadata is
 * never touched, it would conflict with every other writer.
 */
abstract class TableCommitter {

  /** Kernel repeats a failed put at once; longer waits are the caller's. */
  private static final int IMMEDIATE_RETRIES = 5;

  private final DeltaEngine engine;
  private final DeltaTable table;
  private final Checksums checksums;
  private final PostCommitMaintenance maintenance;
  private Snapshot snapshot;

  TableCommitter(DeltaEngine engine, DeltaTable table, LogCheckpoints checkpoints) {
    this.engine = engine;
    this.table = table;
    this.checksums = new Checksums(engine, table);
    this.maintenance = new PostCommitMaintenance(checksums, checkpoints);
  }

  /**
   * What the table looked like when last seen. Reads the log only if that is not known, or builds
   * on many commits which a new log checkpoint sums up.
   */
  public Snapshot snapshot() {
    if (snapshot == null || maintenance.isOutdated(snapshot)) {
      snapshot = checksums.latest();
    }
    return snapshot;
  }

  /** Forgets the snapshot, so that the next use reads the log. */
  public void refresh() {
    snapshot = null;
  }

  /** The highest version the application has committed, as far as the snapshot knows. */
  public Optional<Long> lastVersion(String application) {
    return snapshot().getLatestTransactionVersion(engine.kernel(), application);
  }

  /** Tries to commit file actions. */
  long commit(TransactionId id, Operation operation, List<Row> actions) {
    return commit(id, operation, actions, List.of());
  }

  /**
   * Tries to commit file actions.
   *
   * @param progress what the files hold of each source; see {@link TableProgress}
   * @return the table version made
   * @throws RuntimeException see {@link CommitFailure}
   */
  long commit(
      TransactionId id, Operation operation, List<Row> actions, List<SourceRange> progress) {
    Transaction transaction =
        snapshot()
            .buildUpdateTableTransaction(DeltaTable.ENGINE_INFO, operation)
            .withTransactionId(id.application(), id.version())
            .withMaxRetries(IMMEDIATE_RETRIES)
            .build(engine.kernel());
    if (!progress.isEmpty()) {
      TableProgress.of(snapshot()).record(transaction, progress);
    }
    TransactionCommitResult result =
        transaction.commit(
            engine.kernel(),
            CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
    // Kernel has no snapshot to offer if it had to go behind another writer's commit.
    snapshot = result.getPostCommitSnapshot().orElse(null);
    maintenance.run(result);
    return result.getVersion();
  }

  /**
   * Tries to commit an overwrite, whose actions hold for the snapshot alone: if there is another
   * commit since, the attempt fails as a conflict instead of going behind it.
   *
   * @return the table version made
   * @throws RuntimeException see {@link CommitFailure}
   */
  long commitOverwrite(TransactionId id, List<Row> actions) {
    TransactionCommitResult result =
        table
            .atVersionWith(snapshot().getVersion(), OverwriteCommit.INSTANCE)
            .buildUpdateTableTransaction(DeltaTable.ENGINE_INFO, Operation.WRITE)
            .withTransactionId(id.application(), id.version())
            .withMaxRetries(0)
            .build(engine.kernel())
            .commit(
                engine.kernel(),
                CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
    // The one it leaves behind would call the next commit an overwrite too.
    refresh();
    maintenance.run(result);
    return result.getVersion();
  }
}
