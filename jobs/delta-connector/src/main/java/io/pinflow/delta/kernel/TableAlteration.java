package io.pinflow.delta.kernel;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.commit.Committer;
import io.delta.kernel.transaction.UpdateTableTransactionBuilder;
import io.delta.kernel.utils.CloseableIterable;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A change of a table's metadata which any number of writers may want at once; one makes it. */
final class TableAlteration {

  private static final Logger LOG = LoggerFactory.getLogger(TableAlteration.class);
  private static final int ATTEMPTS = 20;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final String what;
  private final Predicate<Snapshot> isDone;
  private final BiConsumer<Snapshot, UpdateTableTransactionBuilder> change;
  private final Optional<Committer> committer;

  /**
   * @param what for the log
   * @param isDone whether a snapshot needs no change
   */
  TableAlteration(
      String what,
      Predicate<Snapshot> isDone,
      BiConsumer<Snapshot, UpdateTableTransactionBuilder> change) {
    this(what, isDone, change, Optional.empty());
  }

  /** A change which the committer makes on the way to the log. */
  TableAlteration(String what, Predicate<Snapshot> isDone, Committer committer) {
    this(what, isDone, (snapshot, builder) -> {}, Optional.of(committer));
  }

  private TableAlteration(
      String what,
      Predicate<Snapshot> isDone,
      BiConsumer<Snapshot, UpdateTableTransactionBuilder> change,
      Optional<Committer> committer) {
    this.what = what;
    this.isDone = isDone;
    this.change = change;
    this.committer = committer;
  }

  /** The newest snapshot after the change, whoever made it. */
  Snapshot apply(DeltaEngine engine, DeltaTable table) {
    Checksums checksums = new Checksums(engine, table);
    Backoff backoff = new Backoff(FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
    for (int attempt = 1; ; attempt++) {
      Snapshot snapshot = committer.map(table::latestWith).orElseGet(table::latest);
      if (isDone.test(snapshot)) {
        return snapshot;
      }
      try {
        UpdateTableTransactionBuilder builder =
            snapshot
                .buildUpdateTableTransaction(DeltaTable.ENGINE_INFO, Operation.MANUAL_UPDATE)
                .withMaxRetries(0);
        change.accept(snapshot, builder);
        TransactionCommitResult result =
            builder
                .build(engine.kernel())
                .commit(engine.kernel(), CloseableIterable.emptyIterable());
        LOG.info("{} {} with version {}", what, table.path(), result.getVersion());
        if (committer.isEmpty()) {
          checksums.writeNext(result); // Kernel's knows nothing of what a committer changes.
        }
        return checksums.latest();
      } catch (RuntimeException e) {
        if (CommitFailure.of(e) == CommitFailure.PERMANENT || attempt == ATTEMPTS) {
          throw e;
        }
        LOG.info("{} {}: attempt {} failed, looking again: {}", what, table.path(), attempt, e);
      }
      try {
        backoff.pause();
      } catch (InterruptedIOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
