package io.pinflow.delta.maintenance;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.RowData;

/** Hands rows on, and fails its task when the test says so. */
final class KilledOnDemand implements MapFunction<RowData, RowData> {

  private static final long serialVersionUID = 1L;
  private static final Set<Integer> DOOMED = ConcurrentHashMap.newKeySet();

  private final int job;

  KilledOnDemand(int job) {
    this.job = job;
  }

  /** The next row fails a task of the job. */
  static void kill(int job) {
    DOOMED.add(job);
  }

  @Override
  public RowData map(RowData row) {
    if (DOOMED.remove(job)) {
      throw new IllegalStateException("Killed by the test");
    }
    return row;
  }
}
