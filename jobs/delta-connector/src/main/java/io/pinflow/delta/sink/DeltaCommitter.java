package io.pinflow.delta.sink;

import io.delta.kernel.exceptions.ConcurrentTransactionException;
import io.pinflow.delta.kernel.Backoff;
import io.pinflow.delta.kernel.CommitFailure;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.TableProgress;
import io.pinflow.delta.kernel.TransactionId;
import io.pinflow.delta.kernel.WriteErrors;
import io.pinflow.delta.kernel.WriteLayout;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits each committable exactly once, whatever happened to it before: a commit that is already
 * in the table, by an earlier attempt or with a lost reply, is a success.
 *
 * <p>Conflicts with other writers and failures of the storage are tried again with growing pauses;
 * after the last attempt the job fails and restores the committable from its checkpoint.
 *
 * <p>Committables of one epoch must come in the order of their checkpoints.
 */
final class DeltaCommitter {

  private static final Logger LOG = LoggerFactory.getLogger(DeltaCommitter.class);
  private static final long FIRST_PAUSE_MILLIS = 100;

  private final SinkTable table;
  private final DeltaAppender appender;
  private final CommitMetrics metrics;
  private final int maxAttempts;
  private final Duration maxBackoff;
  private final WriteLayout written;
  private WriteLayout checked;

  /**
   * @param written the layout of the files to be committed
   */
  DeltaCommitter(
      SinkTable table,
      WriteLayout written,
      DeltaAppender appender,
      CommitMetrics metrics,
      int maxAttempts,
      Duration maxBackoff) {
    this.table = table;
    this.appender = appender;
    this.metrics = metrics;
    this.maxAttempts = maxAttempts;
    this.maxBackoff = maxBackoff;
    this.written = written;
    this.checked = written;
  }

  /**
   * Commits what no one has tried to commit before.
   *
   * @throws io.pinflow.delta.kernel.DeltaException if it cannot be committed
   * @throws IOException if the thread was interrupted
   */
  void commit(DeltaCommittable committable) throws IOException {
    commit(committable, false);
  }

  /**
   * Commits what an earlier run may have committed already.
   *
   * @throws io.pinflow.delta.kernel.DeltaException if it cannot be committed, or if the table can
   *     no longer tell whether it was
   * @throws IOException if the thread was interrupted
   */
  void commitRestored(DeltaCommittable committable) throws IOException {
    commit(committable, true);
  }

  private void commit(DeltaCommittable committable, boolean restored) throws IOException {
    TransactionId id = committable.transactionId();
    Backoff backoff = new Backoff(FIRST_PAUSE_MILLIS, maxBackoff.toMillis());
    long start = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        if ((restored || attempt > 1) && isCommitted(committable)) {
          metrics.alreadyCommitted();
          LOG.info("Skipped commit {} to {}: the table has it already", id, table.path());
          return;
        }
        checkTable(committable);
        if (isCovered(committable)) {
          metrics.alreadyCommitted();
          LOG.info(
              "Skipped commit {} to {}: another run has committed the same rows, {}",
              id,
              table.path(),
              committable.progress());
          return;
        }
        long version = appender.append(id, committable.files(), committable.progress());
        long millis = (System.nanoTime() - start) / 1_000_000;
        metrics.committed(version, committable, millis);
        LOG.info(
            "Committed {} to {} as version {}: {} files, {} rows, {} attempts, {} ms",
            id,
            table.path(),
            version,
            committable.files().size(),
            committable.rows(),
            attempt,
            millis);
        return;
      } catch (RuntimeException e) {
        appender.refresh();
        CommitFailure failure = CommitFailure.of(e);
        if (failure == CommitFailure.PERMANENT) {
          throw e instanceof DeltaException
              ? e
              : WriteErrors.commitFailed(table.path(), id, attempt, e);
        }
        // Our own id in the log is no conflict with anybody: the next look at the table tells.
        if (!(e instanceof ConcurrentTransactionException)) {
          metrics.retried();
        }
        if (attempt == maxAttempts) {
          throw WriteErrors.commitFailed(table.path(), id, attempt, e);
        }
        LOG.warn(
            "Attempt {} of {} to commit {} to {} failed ({}), looking at the table again: {}",
            attempt,
            maxAttempts,
            id,
            table.path(),
            failure,
            e.toString());
        backoff.pause();
      }
    }
  }

  private boolean isCommitted(DeltaCommittable committable) {
    TransactionId id = committable.transactionId();
    Optional<Long> last = appender.lastVersion(id.application());
    if (last.isPresent()) {
      return last.get() >= id.version();
    }
    Duration age = Duration.ofMillis(System.currentTimeMillis() - committable.createdAt());
    Optional<Duration> retention = appender.transactionRetention();
    if (retention.isPresent() && age.compareTo(retention.get()) > 0) {
      throw WriteErrors.transactionForgotten(table.path(), id, age, retention.get());
    }
    return false;
  }

  /**
   * Whether another run has committed all the rows. If it is none of them, their progress cannot
   * have been recorded by anyone else when they are committed: that would be a conflict.
   */
  private boolean isCovered(DeltaCommittable committable) {
    if (committable.progress().isEmpty()) {
      return false;
    }
    TableProgress progress = appender.progress();
    switch (progress.overlap(committable.progress())) {
      case NONE:
        return false;
      case ALL:
        return true;
      default:
        throw WriteErrors.progressOverlaps(
            table.path(), committable.transactionId(), committable.progress(), progress);
    }
  }

  /** Looks again whenever another writer has changed the table's metadata. */
  private void checkTable(DeltaCommittable committable) {
    WriteLayout layout = appender.layout();
    if (!layout.tableId().equals(committable.tableId())) {
      throw DeltaErrors.tableReplaced(table.path(), committable.tableId(), layout.tableId());
    }
    if (!layout.equals(checked)) {
      table.requireFits(layout, written);
      checked = layout;
    }
  }
}
