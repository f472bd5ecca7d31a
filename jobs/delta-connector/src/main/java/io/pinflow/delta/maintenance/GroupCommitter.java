package io.pinflow.delta.maintenance;

import io.pinflow.delta.kernel.Backoff;
import io.pinflow.delta.kernel.CommitFailure;
import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaRewriter;
import io.pinflow.delta.kernel.LiveFile;
import io.pinflow.delta.kernel.TransactionId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits rewritten groups to one table, each once, whatever else is committed to the table
 * meanwhile. Not thread-safe.
 *
 * <p>If another writer has replaced or deleted some of a group's files, what is left of the group
 * is rewritten and tried again, or given up if too little is left: no row is ever brought back. A
 * commit whose reply was lost is recognised by its transaction id.
 */
final class GroupCommitter {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitter.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  /** Makes new files of what is left of a group. */
  @FunctionalInterface
  interface Replanner {

    /** Empty if it is not worth a commit any more. */
    Optional<RewrittenGroup> rewriteWhatIsLeft(List<LiveFile> files, long version)
        throws IOException;
  }

  private final String tablePath;
  private final DeltaRewriter table;
  private final Replanner replanner;
  private final int maxAttempts;
  private final String application = "compaction-" + UUID.randomUUID();
  private long lastVersion;

  GroupCommitter(String tablePath, DeltaRewriter table, Replanner replanner, int maxAttempts) {
    this.tablePath = tablePath;
    this.table = table;
    this.replanner = replanner;
    this.maxAttempts = maxAttempts;
  }

  /**
   * Brings the group into the table.
   *
   * @throws io.pinflow.delta.kernel.DeltaException if the table refuses it for good
   * @throws IOException if the thread was interrupted, or what is left of the group cannot be
   *     rewritten
   */
  GroupOutcome commit(RewrittenGroup rewritten) throws IOException {
    TransactionId id = new TransactionId(application, ++lastVersion);
    Backoff backoff = new Backoff(FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
    RewrittenGroup current = rewritten;
    int conflicts = 0;
    long start = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        if (attempt > 1 && table.lastVersion(application).orElse(0L) >= id.version()) {
          LOG.info("Commit {} to {} was in the table already, its reply was lost", id, tablePath);
          return GroupOutcome.committed(current, conflicts);
        }
        List<LiveFile> there = table.stillThere(current.group().fileKeys());
        if (there.size() < current.group().files()) {
          conflicts++;
          Optional<RewrittenGroup> left = replan(current, there);
          if (left.isEmpty()) {
            return GroupOutcome.givenUp(rewritten.group(), conflicts);
          }
          current = left.get();
          there = table.stillThere(current.group().fileKeys());
        }
        long version = table.replace(id, there, current.files());
        LOG.info(
            "Compacted {} into {} files as version {}, {} attempts, commit took {} ms",
            current.group(),
            current.files().size(),
            version,
            attempt,
            (System.nanoTime() - start) / 1_000_000);
        return GroupOutcome.committed(current, conflicts);
      } catch (RuntimeException e) {
        table.refresh();
        if (CommitFailure.of(e) == CommitFailure.PERMANENT) {
          throw e;
        }
        conflicts += CommitFailure.of(e) == CommitFailure.CONFLICT ? 1 : 0;
        if (attempt == maxAttempts) {
          LOG.warn("Left {} as it is after {} attempts", current.group(), attempt, e);
          return GroupOutcome.givenUp(rewritten.group(), conflicts);
        }
        LOG.info("Attempt {} to commit {} failed, looking again: {}", attempt, id, e.toString());
        backoff.pause();
      }
    }
  }

  private Optional<RewrittenGroup> replan(RewrittenGroup lost, List<LiveFile> there)
      throws IOException {
    LOG.info(
        "Another writer took {} of the files of {}",
        lost.group().files() - there.size(),
        lost.group());
    DiscardedFiles.delete(lost.files().stream().map(this::location).collect(Collectors.toList()));
    return replanner.rewriteWhatIsLeft(there, table.snapshot().getVersion());
  }

  private Path location(DataFile file) {
    return new Path(tablePath, file.relativePath());
  }
}
