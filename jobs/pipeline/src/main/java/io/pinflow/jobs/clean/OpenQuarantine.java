package io.pinflow.jobs.clean;

import io.pinflow.jobs.clean.ReplayTotals.Counted;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Passes those rows of the quarantine on which are not settled, each with the reason last recorded
 * for it, keyed by the position; the second input is what is known of positions: the rows of {@code
 * redriven} and of the kinds' tables.
 *
 * <p>A row is settled if its outcome was duplicate, or if it was clean and its kind's table holds
 * it. A run that was cut short between its commits may have left one of these two: an outcome
 * without its row makes the record open again, and a row without its outcome gets it by the side
 * output.
 *
 * <p>For batch execution, where all of a key comes together and timers are due at its end.
 */
final class OpenQuarantine extends KeyedCoProcessFunction<String, RowData, RowData, RowData> {

  private static final long serialVersionUID = 1L;
  private static final int STORED = 1;
  private static final int CLEAN = 2;
  private static final int DUPLICATE = 4;

  private final RedrivenRow redriven;
  private final OutputTag<RowData> outcomes;

  private transient ReplayTotals totals;
  private transient TypeSerializer<RowData> redrivenRows;
  private transient ValueState<RowData> quarantined;
  private transient ValueState<RowData> lastRefusal;
  private transient ValueState<Integer> known;

  /**
   * A function of one run.
   *
   * @param outcomes the way to {@code redriven}
   */
  OpenQuarantine(RedrivenRow redriven, OutputTag<RowData> outcomes) {
    this.redriven = redriven;
    this.outcomes = outcomes;
  }

  @Override
  public void open(OpenContext context) {
    totals = new ReplayTotals(getRuntimeContext(), Counted.ALREADY_STORED);
    redrivenRows = RedrivePipeline.REDRIVEN.toRowSerializer();
    quarantined =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("quarantined", RedrivePipeline.QUARANTINED));
    lastRefusal =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("last-refusal", RedrivePipeline.REDRIVEN));
    known = getRuntimeContext().getState(new ValueStateDescriptor<>("known", Types.INT));
  }

  @Override
  public void processElement1(RowData row, Context context, Collector<RowData> out)
      throws Exception {
    quarantined.update(QuarantinedRow.of(row).copy());
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  @Override
  public void processElement2(RowData row, Context context, Collector<RowData> out)
      throws Exception {
    if (RedrivenRow.isStored(row)) {
      know(STORED);
    } else if (RedrivenRow.is(Outcome.CLEAN, row)) {
      know(CLEAN);
    } else if (RedrivenRow.is(Outcome.DUPLICATE, row)) {
      know(DUPLICATE);
    } else {
      RowData former = lastRefusal.value();
      if (former == null || time(former).compareTo(time(row)) < 0) {
        lastRefusal.update(redrivenRows.copy(row));
      }
    }
  }

  private void know(int fact) throws Exception {
    known.update(facts() | fact);
  }

  private int facts() throws Exception {
    Integer facts = known.value();
    return facts == null ? 0 : facts;
  }

  private static TimestampData time(RowData row) {
    return row.getTimestamp(RedrivenRow.TIME, TableRowTypes.TIMESTAMP_PRECISION);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<RowData> out) throws Exception {
    QuarantinedRow row = QuarantinedRow.of(quarantined.value());
    int facts = facts();
    if ((facts & DUPLICATE) != 0) {
      return;
    }
    if ((facts & STORED) == 0) {
      out.collect(withLastReason(row, lastRefusal.value()));
    } else if ((facts & CLEAN) == 0) {
      totals.count(Counted.ALREADY_STORED, row.kind(), 1);
      context.output(outcomes, redriven.stored(row));
    }
  }

  private static RowData withLastReason(QuarantinedRow row, RowData refusal) {
    return refusal == null
        ? row.copy()
        : row.withReason(
            text(refusal, RedrivenRow.CODE),
            text(refusal, RedrivenRow.FIELD),
            text(refusal, RedrivenRow.MESSAGE));
  }

  private static StringData text(RowData row, int column) {
    return row.isNullAt(column) ? null : row.getString(column);
  }
}
