package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.TimeColumn;
import java.util.LongSummaryStatistics;
import java.util.function.LongSupplier;
import javax.annotation.Nullable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the commit operator counts and shows, since the start of its task.
 *
 * <p>The table is up to date when a commit has been made, and when a checkpoint is complete which
 * had nothing to commit: the time since then grows while checkpoints or commits fail, and not while
 * no rows come. Before the first of them it is the time since the start.
 *
 * <p>Written by the task's thread alone; reporters read it from others.
 */
final class CommitMetrics {

  private static final long MILLIS_PER_SECOND = 1_000;

  private final Counter commits;
  private final Counter files;
  private final Counter bytes;
  private final Counter rows;
  private final Counter retries;
  private final Counter alreadyCommitted;
  private final LongSupplier clock;
  @Nullable private final TimeColumn rowTime;
  private volatile long upToDateAt;
  private volatile long lastVersion = -1;
  private volatile long lastMillis;
  private volatile long minDelayMillis;
  private volatile long maxDelayMillis;

  /**
   * @param rowTime when a row began its way; without it no delays are shown
   * @param clock milliseconds since the epoch
   */
  CommitMetrics(MetricGroup group, @Nullable TimeColumn rowTime, LongSupplier clock) {
    this.commits = group.counter("deltaCommits");
    this.files = group.counter("deltaCommittedFiles");
    this.bytes = group.counter("deltaCommittedBytes");
    this.rows = group.counter("deltaCommittedRows");
    this.retries = group.counter("deltaCommitRetries");
    this.alreadyCommitted = group.counter("deltaCommitsAlreadyInTable");
    this.clock = clock;
    this.rowTime = rowTime;
    this.upToDateAt = clock.getAsLong();
    group.gauge("deltaTableVersion", () -> lastVersion);
    group.gauge("deltaLastCommitMillis", () -> lastMillis);
    group.gauge("deltaSecondsSinceLastCommit", this::secondsSinceUpToDate);
    if (rowTime != null) {
      group.gauge("deltaMinDelayMillis", () -> minDelayMillis);
      group.gauge("deltaMaxDelayMillis", () -> maxDelayMillis);
    }
  }

  void committed(long version, DeltaCommittable committable, long millis) {
    commits.inc();
    files.inc(committable.files().size());
    bytes.inc(committable.bytes());
    rows.inc(committable.rows());
    lastVersion = version;
    lastMillis = millis;
    if (rowTime != null) {
      showDelay(rowTime.bounds(committable.files()));
    }
  }

  void retried() {
    retries.inc();
  }

  void alreadyCommitted() {
    alreadyCommitted.inc();
  }

  void upToDate() {
    upToDateAt = clock.getAsLong();
  }

  private void showDelay(LongSummaryStatistics rowTimes) {
    if (rowTimes.getCount() > 0) {
      long now = clock.getAsLong();
      minDelayMillis = now - rowTimes.getMax();
      maxDelayMillis = now - rowTimes.getMin();
    }
  }

  private long secondsSinceUpToDate() {
    return (clock.getAsLong() - upToDateAt) / MILLIS_PER_SECOND;
  }
}
