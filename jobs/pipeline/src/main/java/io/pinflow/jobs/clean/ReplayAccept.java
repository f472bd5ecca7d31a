package io.pinflow.jobs.clean;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Stores every record that no table holds yet: for a replay that does not deduplicate. */
final class ReplayAccept extends ProcessFunction<ReplayRecord, Void> {

  private static final long serialVersionUID = 1L;

  private final TableOutputs tables;

  private transient ReplayOutputs outputs;

  ReplayAccept(TableOutputs tables) {
    this.tables = tables;
  }

  @Override
  public void open(OpenContext context) {
    outputs = new ReplayOutputs(tables, getRuntimeContext());
  }

  @Override
  public void processElement(ReplayRecord record, Context context, Collector<Void> out) {
    if (record.isStored()) {
      outputs.covered(record, context::output);
    } else {
      outputs.store(record, context::output);
    }
  }
}
