package io.pinflow.jobs.clean;

import io.pinflow.schema.ContentHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Stores a record unless one of equal content is stored or was accepted within the dedup window,
 * keyed by the hash of the content. Records are taken in the order of their record times, then of
 * their partitions or shards, then along these.
 *
 * <p>The window is one of record times: it begins with the record that was accepted and no
 * duplicate prolongs it. A stored row has it on both sides: whoever stored it may have met records
 * of several partitions in another order.
 *
 * <p>For batch execution, where all of a key comes together and timers are due at its end. All
 * records of one content are held in memory at once.
 */
final class ReplayDeduplicate extends KeyedProcessFunction<ContentHash, ReplayRecord, Void> {

  private static final long serialVersionUID = 1L;

  private final long windowMicros;
  private final TableOutputs tables;

  private transient ReplayOutputs outputs;
  private transient ListState<ReplayRecord> equal;

  ReplayDeduplicate(Duration window, TableOutputs tables) {
    this.windowMicros = Math.multiplyExact(window.toMillis(), 1000L);
    this.tables = tables;
  }

  @Override
  public void open(OpenContext context) {
    outputs = new ReplayOutputs(tables, getRuntimeContext());
    equal =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("equal", ReplayPipeline.REPLAY_RECORD));
  }

  @Override
  public void processElement(ReplayRecord record, Context context, Collector<Void> out)
      throws Exception {
    if (!record.isRefused()) {
      equal.add(ReplayRecordSerializer.INSTANCE.copy(record));
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    } else if (record.isStored()) {
      outputs.covered(record, context::output);
    } else {
      outputs.store(record, context::output);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Void> out) throws Exception {
    TreeSet<Long> stored = new TreeSet<>();
    List<ReplayRecord> records = new ArrayList<>();
    for (ReplayRecord record : equal.get()) {
      if (record.isStored()) {
        stored.add(record.micros());
        outputs.covered(record, context::output);
      } else {
        records.add(record);
      }
    }
    equal.clear();
    records.sort(ReplayRecord::compareInTime);
    Long accepted = null;
    for (ReplayRecord record : records) {
      boolean repeated = accepted != null && record.micros() - accepted < windowMicros;
      if (repeated || isStoredNear(record.micros(), stored)) {
        outputs.duplicate(record, context::output);
      } else {
        accepted = record.micros();
        outputs.store(record, context::output);
      }
    }
  }

  private boolean isStoredNear(long micros, TreeSet<Long> stored) {
    Long before = stored.floor(micros);
    Long after = stored.ceiling(micros);
    return (before != null && micros - before < windowMicros)
        || (after != null && after - micros < windowMicros);
  }
}
