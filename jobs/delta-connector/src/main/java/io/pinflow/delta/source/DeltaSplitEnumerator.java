package io.pinflow.delta.source;

import io.pinflow.delta.kernel.ScanFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists a snapshot's files once, off the coordinator's thread, and gives each reader that asks one
 * split after the other, so that a slow reader holds up no more than the split it has.
 */
final class DeltaSplitEnumerator
    implements SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> {

  private static final Logger LOG = LoggerFactory.getLogger(DeltaSplitEnumerator.class);

  private final SplitEnumeratorContext<DeltaSourceSplit> context;
  private final Callable<List<ScanFile>> files;
  private final String description;
  private final SplitPlanner planner;
  private final long limit;
  private final Deque<DeltaSourceSplit> pending = new ArrayDeque<>();
  private final Set<Integer> waiting = new LinkedHashSet<>();
  private boolean planned;

  /**
   * @param files lists the snapshot's files; called once, unless the state holds the splits already
   * @param description of what is read, for the log
   */
  DeltaSplitEnumerator(
      SplitEnumeratorContext<DeltaSourceSplit> context,
      Callable<List<ScanFile>> files,
      String description,
      SplitPlanner planner,
      long limit,
      DeltaEnumeratorState state) {
    this.context = context;
    this.files = files;
    this.description = description;
    this.planner = planner;
    this.limit = limit;
    this.planned = state.pending().isPresent();
    state.pending().ifPresent(pending::addAll);
  }

  @Override
  public void start() {
    if (!planned) {
      long begun = System.nanoTime();
      context.callAsync(files, (found, failure) -> plan(found, failure, begun));
    }
  }

  private void plan(@Nullable List<ScanFile> found, @Nullable Throwable failure, long begun) {
    if (failure != null) {
      throw new FlinkRuntimeException("Cannot list the files of " + description, failure);
    }
    pending.addAll(planner.plan(found, limit, context.currentParallelism()));
    planned = true;
    LOG.info(
        "Reading {}: {} splits of {} files, {} bytes, listed in {} ms",
        description,
        pending.size(),
        found.size(),
        found.stream().mapToLong(ScanFile::size).sum(),
        (System.nanoTime() - begun) / 1_000_000);
    waiting.forEach(this::assignNext);
    waiting.clear();
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    if (planned) {
      assignNext(subtask);
    } else {
      waiting.add(subtask);
    }
  }

  private void assignNext(int subtask) {
    if (!context.registeredReaders().containsKey(subtask)) {
      // It failed while it waited, and will ask again once it is back.
      return;
    }
    DeltaSourceSplit next = pending.poll();
    if (next == null) {
      context.signalNoMoreSplits(subtask);
    } else {
      context.assignSplit(next, subtask);
    }
  }

  @Override
  public void addSplitsBack(List<DeltaSourceSplit> splits, int subtask) {
    for (int i = splits.size() - 1; i >= 0; i--) {
      pending.addFirst(splits.get(i));
    }
  }

  @Override
  public void addReader(int subtask) {
    // A reader asks for its first split itself.
  }

  @Override
  public DeltaEnumeratorState snapshotState(long checkpointId) {
    return planned ? DeltaEnumeratorState.planned(pending) : DeltaEnumeratorState.NOT_PLANNED;
  }

  @Override
  public void close() {
    waiting.clear();
  }
}
