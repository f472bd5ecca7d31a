package io.pinflow.jobs;

import io.pinflow.jobs.source.RawRecord;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/**
 * Passes records on, and throws at one of them, once in the life of a test: when it is armed and
 * enough records have passed since.
 */
final class FailOnce extends RichMapFunction<RawRecord, RawRecord> implements CheckpointListener {

  private static final long serialVersionUID = 1L;

  /** By instance: Flink makes copies of a function, which share this. */
  private static final Map<UUID, Shared> SHARED = new ConcurrentHashMap<>();

  private final UUID id = UUID.randomUUID();

  FailOnce() {
    SHARED.put(id, new Shared());
  }

  /** From now on, lets a number of records pass and throws at the next one. */
  void arm(int passing) {
    SHARED.get(id).remaining.set(passing);
  }

  int checkpoints() {
    return SHARED.get(id).checkpoints.get();
  }

  int failures() {
    return SHARED.get(id).failures.get();
  }

  @Override
  public RawRecord map(RawRecord record) {
    Shared shared = SHARED.get(id);
    if (shared.remaining.get() >= 0 && shared.remaining.getAndDecrement() == 0) {
      shared.failures.incrementAndGet();
      throw new IllegalStateException("Failing as the test asked for");
    }
    return record;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      SHARED.get(id).checkpoints.incrementAndGet();
    }
  }

  private static final class Shared {
    private final AtomicInteger remaining = new AtomicInteger(-1);
    private final AtomicInteger checkpoints = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
  }
}
