package io.pinflow.jobs.clean;

import io.pinflow.jobs.clean.ReplayTotals.Counted;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Leaves out records whose position a table holds, keyed by the position. What the tables hold
 * passes, for what comes after; a position that the archive holds twice passes once.
 *
 * <p>For batch execution, where all of a key comes together and timers are due at its end.
 */
final class AlreadyStored extends KeyedProcessFunction<String, ReplayRecord, ReplayRecord> {

  private static final long serialVersionUID = 1L;

  private transient ReplayTotals totals;
  private transient ValueState<ReplayRecord> best;

  @Override
  public void open(OpenContext context) {
    totals = new ReplayTotals(getRuntimeContext(), Counted.ALREADY_STORED);
    best =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("position", ReplayPipeline.REPLAY_RECORD));
  }

  @Override
  public void processElement(ReplayRecord record, Context context, Collector<ReplayRecord> out)
      throws Exception {
    ReplayRecord former = best.value();
    if (former == null) {
      best.update(ReplayRecordSerializer.INSTANCE.copy(record));
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
      return;
    }
    if (!record.isStored()) {
      totals.count(Counted.ALREADY_STORED, record.kind(), 1);
      if (former.isStored()) {
        best.update(held(former, record));
      }
    } else if (!former.isStored()) {
      totals.count(Counted.ALREADY_STORED, former.kind(), 1);
      best.update(held(record, former));
    } else if (former.isRefused()) {
      // Of a position in the quarantine and in its kind's table the content is what counts.
      best.update(former.row() == null ? record : held(record, former));
    }
  }

  /** What a table holds, with the archive's row of it, if that is one for the same table. */
  private static ReplayRecord held(ReplayRecord stored, ReplayRecord archived) {
    return stored.isRefused() == archived.isRefused() && archived.row() != null
        ? stored.withRow(archived.row().copy())
        : stored;
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ReplayRecord> out)
      throws Exception {
    out.collect(best.value());
    best.clear();
  }
}
