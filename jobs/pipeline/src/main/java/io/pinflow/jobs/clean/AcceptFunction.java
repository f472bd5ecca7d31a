package io.pinflow.jobs.clean;

import io.pinflow.jobs.metrics.ExactCounters;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sends every clean record to its kind's table, repetitions too, and tells the table's ledger of
 * the refused ones: for a job that does not deduplicate.
 */
final class AcceptFunction extends ProcessFunction<CleanRecord, Void>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final TableOutputs outputs;

  private transient ExactCounters counters;
  private transient AcceptedCounters accepted;

  AcceptFunction(TableOutputs outputs) {
    this.outputs = outputs;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = ExactCounters.restore(context, getRuntimeContext().getMetricGroup());
    accepted = new AcceptedCounters(counters, outputs.byKind().keySet());
  }

  @Override
  public void processElement(CleanRecord record, Context context, Collector<Void> out) {
    if (record.outcome() == Outcome.CLEAN) {
      accepted.clean(record.kind());
    }
    context.output(outputs.of(record.kind()), record.row());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }
}
