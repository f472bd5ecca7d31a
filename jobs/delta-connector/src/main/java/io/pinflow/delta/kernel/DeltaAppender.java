package io.pinflow.delta.kernel;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Appends data files to one table, one attempt at a time. Not thread-safe.
 *
 * <p>Keeps the snapshot that each commit leaves behind, so that the next commit need not read the
 * log: the cost of a commit does not grow with the number of versions. The table's metadata is
 * never touched, it would conflict with every other writer.
 */
public final class DeltaAppender {

  /** Kernel repeats a failed put at once; longer waits are the caller's. */
  private static final int IMMEDIATE_RETRIES = 5;

  private final DeltaEngine engine;
  private final DeltaTable table;
  private final PostCommitMaintenance maintenance;
  private Snapshot snapshot;

  public DeltaAppender(DeltaEngine engine, DeltaTable table) {
    this.engine = engine;
    this.table = table;
    this.maintenance = new PostCommitMaintenance(engine, table);
  }

  /** What the table looked like when last seen; reads the log only if that is not known. */
  public Snapshot snapshot() {
    if (snapshot == null) {
      snapshot = table.latest();
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

  /** How long the table remembers an application after its last commit; none if for ever. */
  public Optional<Duration> transactionRetention() {
    return TableConfig.SET_TRANSACTION_RETENTION
        .fromMetadata(snapshot().getMetadata())
        .map(Duration::ofMillis);
  }

  /** What files for this table must look like, by the snapshot. */
  public WriteLayout layout() {
    return WriteLayout.of(engine, snapshot());
  }

  /**
   * Tries to commit the files.
   *
   * @return the table version made
   * @throws RuntimeException see {@link CommitFailure}; the files may nevertheless have been
   *     committed, which {@link #lastVersion} tells after {@link #refresh}
   */
  public long append(TransactionId id, List<DataFile> files) {
    Transaction transaction =
        snapshot()
            .buildUpdateTableTransaction(DeltaTable.ENGINE_INFO, Operation.STREAMING_UPDATE)
            .withTransactionId(id.application(), id.version())
            .withMaxRetries(IMMEDIATE_RETRIES)
            .build(engine.kernel());
    List<Row> actions = new ArrayList<>(files.size());
    for (DataFile file : files) {
      actions.add(file.toAddAction());
    }
    TransactionCommitResult result =
        transaction.commit(
            engine.kernel(),
            CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
    // Kernel has no snapshot to offer if it had to go behind another writer's commit.
    Snapshot after = result.getPostCommitSnapshot().orElse(null);
    snapshot = maintenance.run(result).orElse(after);
    return result.getVersion();
  }
}
