package io.pinflow.jobs.clean;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes the clean records on. That a record was refused goes right to its kind's table by a side
 * output, for the ledger alone: its row is on the way to the quarantine.
 */
final class ReplayCandidates extends ProcessFunction<CleanRecord, ReplayRecord> {

  private static final long serialVersionUID = 1L;

  private final MapFunction<CleanRecord, ReplayRecord> asRecord = ReplayRecords.ofClean();
  private final TableOutputs outputs;

  ReplayCandidates(TableOutputs outputs) {
    this.outputs = outputs;
  }

  @Override
  public void processElement(CleanRecord record, Context context, Collector<ReplayRecord> out)
      throws Exception {
    if (record.outcome() == Outcome.CLEAN) {
      out.collect(asRecord.map(record));
    } else {
      context.output(outputs.of(record.kind()), record.row());
    }
  }
}
