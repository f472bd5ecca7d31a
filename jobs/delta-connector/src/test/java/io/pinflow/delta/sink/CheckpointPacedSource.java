package io.pinflow.delta.sink;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.source.RichSourceFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.SerializableObject;

/**
 * Emits numbered rows in steps, each step only after a checkpoint has completed since the one
 * before, so that tests need no sleeps. May fail once, half way through a step.
 */
@SuppressWarnings("deprecation") // the new source API has no place to wait for a checkpoint
final class CheckpointPacedSource extends RichSourceFunction<RowData>
    implements CheckpointedFunction, CheckpointListener {

  private static final long serialVersionUID = 1L;
  private static final int NEVER = -1;

  /** Survives the restart of the task: which sources have failed already. */
  private static final Map<String, Boolean> FAILED = new ConcurrentHashMap<>();

  private final String id;
  private final int steps;
  private final int rowsPerStep;
  private final int failingStep;
  private final boolean endless;

  private final SerializableObject lock = new SerializableObject();
  private transient ListState<Long> state;
  private transient long next;
  private transient int completed;
  private volatile boolean running = true;

  private CheckpointPacedSource(
      String id, int steps, int rowsPerStep, int failingStep, boolean endless) {
    this.id = id;
    this.steps = steps;
    this.rowsPerStep = rowsPerStep;
    this.failingStep = failingStep;
    this.endless = endless;
  }

  static CheckpointPacedSource bounded(int steps, int rowsPerStep) {
    return new CheckpointPacedSource("", steps, rowsPerStep, NEVER, false);
  }

  /** Fails once in the given step (counted from 0). */
  static CheckpointPacedSource failingIn(String id, int failingStep, int steps, int rowsPerStep) {
    return new CheckpointPacedSource(id, steps, rowsPerStep, failingStep, false);
  }

  /** Stays up after the last step. */
  static CheckpointPacedSource endless(int steps, int rowsPerStep) {
    return new CheckpointPacedSource("", steps, rowsPerStep, NEVER, true);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>("next", Types.LONG));
    for (long restored : state.get()) {
      next = restored;
    }
  }

  @Override
  public void run(SourceContext<RowData> out) throws InterruptedException {
    long total = (long) steps * rowsPerStep;
    while (running && next < total) {
      int seen;
      synchronized (lock) {
        seen = completed;
      }
      long end = (next / rowsPerStep + 1) * rowsPerStep;
      synchronized (out.getCheckpointLock()) {
        long failAt = (long) failingStep * rowsPerStep + rowsPerStep / 2;
        while (next < end) {
          if (failingStep != NEVER && next == failAt && FAILED.put(id, true) == null) {
            throw new IllegalStateException("Injected failure at row " + next);
          }
          out.collect(TestRows.row(next));
          next++;
        }
      }
      if (next < total || endless) {
        awaitCheckpointAfter(seen);
      }
    }
    while (running && endless) {
      synchronized (lock) {
        lock.wait(100);
      }
    }
  }

  /** One may have begun before the step's rows, the second one has them all. */
  private void awaitCheckpointAfter(int seen) throws InterruptedException {
    synchronized (lock) {
      while (running && completed < seen + 2) {
        lock.wait(100);
      }
    }
  }

  @Override
  public void cancel() {
    running = false;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(List.of(next));
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    synchronized (lock) {
      completed++;
      lock.notifyAll();
    }
  }
}
