package io.pinflow.delta.source;

import io.pinflow.delta.kernel.CommitFailure;
import io.pinflow.delta.kernel.ScanFile;
import io.pinflow.delta.kernel.TableCommit;
import io.pinflow.delta.source.DeltaEnumeratorState.LogPosition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns commits into splits as they appear, after a whole snapshot if that is wanted, and gives
 * each reader that asks one split after the other, the oldest version's first.
 *
 * <p>A version becomes splits at once and as a whole, in the coordinator's thread, together with
 * the step to the next version: a checkpoint holds the splits of a version or its number as the
 * next one, never both. While many splits wait for readers no commits are looked for, so that the
 * state stays small however far behind the readers are.
 */
final class ContinuousSplitEnumerator
    implements SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> {

  /** As many wait before the log is left alone until readers have caught up. */
  static final int MAX_PENDING = 2_000;

  /** Looks which fail in a row for passing reasons before the job does. */
  static final int MAX_FAILURES = 10;

  private static final Logger LOG = LoggerFactory.getLogger(ContinuousSplitEnumerator.class);

  /** Reads a table's log from a version on. */
  @FunctionalInterface
  interface Look {
    NewCommits from(long version);
  }

  private final SplitEnumeratorContext<DeltaSourceSplit> context;
  private final String tablePath;
  private final String tableId;
  private final ContinuousRead read;
  private final SplitPlanner planner;
  private final Callable<List<ScanFile>> snapshotFiles;
  private final Look look;
  private final Deque<DeltaSourceSplit> pending = new ArrayDeque<>();
  private final Set<Integer> waiting = new LinkedHashSet<>();
  private boolean planned;
  private int failures;

  // Written by the coordinator's thread, read by the one that looks and by metrics.
  private volatile long next;
  private volatile int pendingSplits;
  private volatile long newestVersion;

  /**
   * @param snapshotFiles lists the snapshot's files; called once, if at all
   * @param look at the log; called by one thread at a time, which is not the caller's
   */
  ContinuousSplitEnumerator(
      SplitEnumeratorContext<DeltaSourceSplit> context,
      String tablePath,
      ContinuousRead read,
      SplitPlanner planner,
      Callable<List<ScanFile>> snapshotFiles,
      Look look,
      DeltaEnumeratorState state) {
    this.context = context;
    this.tablePath = tablePath;
    this.read = read;
    this.planner = planner;
    this.snapshotFiles = snapshotFiles;
    this.look = look;
    this.tableId = state.position().map(LogPosition::tableId).orElse(read.tableId());
    this.next = state.position().map(LogPosition::nextVersion).orElse(read.firstVersion());
    this.newestVersion = next - 1;
    this.planned = state.position().isPresent() || !read.wholeTableFirst();
    state.pending().ifPresent(pending::addAll);
    this.pendingSplits = pending.size();
  }

  @Override
  public void start() {
    SplitEnumeratorMetricGroup metrics = context.metricGroup();
    metrics.setUnassignedSplitsGauge(() -> (long) pendingSplits);
    metrics.gauge("currentVersion", () -> next - 1);
    metrics.gauge("versionLag", () -> Math.max(0, newestVersion - (next - 1)));
    if (planned) {
      LOG.info("Reading the commits of Delta table '{}' from version {} on", tablePath, next);
      watch();
    } else {
      long begun = System.nanoTime();
      context.callAsync(snapshotFiles, (found, failure) -> plan(found, failure, begun));
    }
  }

  private void plan(@Nullable List<ScanFile> found, @Nullable Throwable failure, long begun) {
    if (failure != null) {
      throw new FlinkRuntimeException(
          String.format("Cannot list the files of Delta table '%s'", tablePath), failure);
    }
    pending.addAll(planner.plan(found, Long.MAX_VALUE, context.currentParallelism()));
    planned = true;
    LOG.info(
        "Reading Delta table '{}' at version {}, then its commits from version {} on: {} splits of"
            + " {} files, listed in {} ms",
        tablePath,
        next - 1,
        next,
        pending.size(),
        found.size(),
        millisSince(begun));
    assignWaiting();
    watch();
  }

  private void watch() {
    context.callAsync(
        this::lookAhead, this::take, read.delay().toMillis(), read.interval().toMillis());
  }

  /** Nothing while readers are far behind. */
  @Nullable
  private NewCommits lookAhead() {
    return pendingSplits < MAX_PENDING ? look.from(next) : null;
  }

  private void take(@Nullable NewCommits found, @Nullable Throwable failure) {
    if (failure != null) {
      tolerate(failure);
      return;
    }
    failures = 0;
    // A look may begin before the result of the one before it is in, and finds the same then.
    if (found == null || found.from() != next) {
      return;
    }
    newestVersion = found.newestVersion();
    if (found.commits().isEmpty()) {
      return;
    }
    int before = pending.size();
    for (TableCommit commit : found.commits()) {
      pending.addAll(
          planner.plan(
              commit.version() + "-",
              commit.added(),
              Long.MAX_VALUE,
              context.currentParallelism()));
    }
    next = found.next();
    LOG.info(
        "Reading versions {} to {} of Delta table '{}': {} splits of {} files, {} bytes",
        found.from(),
        found.next() - 1,
        tablePath,
        pending.size() - before,
        found.files(),
        found.bytes());
    assignWaiting();
    if (!found.isComplete()) {
      context.callAsync(this::lookAhead, this::take);
    }
  }

  /** A store that fails now and then does not make a job fail which only asks it for news. */
  private void tolerate(Throwable failure) {
    failures++;
    boolean passing =
        failure instanceof RuntimeException
            && CommitFailure.of((RuntimeException) failure) == CommitFailure.TRANSIENT;
    if (!passing || failures > MAX_FAILURES) {
      throw new FlinkRuntimeException(
          String.format(
              "Cannot read the log of Delta table '%s' from version %d on (attempt %d)",
              tablePath, next, failures),
          failure);
    }
    LOG.warn(
        "Cannot read the log of Delta table '{}' (attempt {} of {}), trying again in {} ms: {}",
        tablePath,
        failures,
        MAX_FAILURES,
        read.interval().toMillis(),
        failure.toString());
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    waiting.add(subtask);
    assignWaiting();
  }

  private void assignWaiting() {
    Iterator<Integer> readers = waiting.iterator();
    while (readers.hasNext() && !pending.isEmpty()) {
      int subtask = readers.next();
      readers.remove();
      // Who failed while waiting asks again once it is back.
      if (context.registeredReaders().containsKey(subtask)) {
        context.assignSplit(pending.poll(), subtask);
      }
    }
    pendingSplits = pending.size();
  }

  @Override
  public void addSplitsBack(List<DeltaSourceSplit> splits, int subtask) {
    for (int i = splits.size() - 1; i >= 0; i--) {
      pending.addFirst(splits.get(i));
    }
    waiting.remove(subtask);
    assignWaiting();
  }

  @Override
  public void addReader(int subtask) {
    // A reader asks for its first split itself.
  }

  @Override
  public DeltaEnumeratorState snapshotState(long checkpointId) {
    return planned
        ? DeltaEnumeratorState.continuous(pending, new LogPosition(tableId, next))
        : DeltaEnumeratorState.NOT_PLANNED;
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  @Override
  public void close() {
    waiting.clear();
  }
}
