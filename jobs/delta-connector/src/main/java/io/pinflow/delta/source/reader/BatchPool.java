package io.pinflow.delta.source.reader;

import java.util.ArrayDeque;
import java.util.Queue;
import javax.annotation.Nullable;

/** Two batches: the fetching thread fills one while the task works on the other. */
final class BatchPool {

  private static final int BATCHES = 2;

  private final Queue<RowBatch> free = new ArrayDeque<>();
  private boolean woken;

  BatchPool() {
    for (int i = 0; i < BATCHES; i++) {
      free.add(new RowBatch(this));
    }
  }

  /** Waits for a batch; returns null if woken before there is one. */
  @Nullable
  synchronized RowBatch take() throws InterruptedException {
    while (free.isEmpty() && !woken) {
      wait();
    }
    woken = false;
    return free.poll();
  }

  synchronized void give(RowBatch batch) {
    free.add(batch);
    notifyAll();
  }

  synchronized void wakeUp() {
    woken = true;
    notifyAll();
  }
}
