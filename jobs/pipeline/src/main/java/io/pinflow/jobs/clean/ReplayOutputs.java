package io.pinflow.jobs.clean;

import io.pinflow.jobs.clean.ReplayTotals.Outcome;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;

/** Sends the records of a replay to their tables and counts what became of each. */
final class ReplayOutputs {

  private final TableOutputs outputs;
  private final ReplayTotals totals;

  ReplayOutputs(TableOutputs outputs, RuntimeContext context) {
    this.outputs = outputs;
    this.totals = new ReplayTotals(context, Outcome.CLEAN, Outcome.DUPLICATE, Outcome.QUARANTINED);
  }

  /** Stores a record's row. */
  void store(ReplayRecord record, Rows rows) {
    if (record.isRefused()) {
      totals.count(Outcome.QUARANTINED, record.kind(), 1);
      rows.output(outputs.quarantine(), record.row());
    } else {
      totals.count(Outcome.CLEAN, record.kind(), 1);
      rows.output(outputs.of(record.kind()), record.row());
    }
  }

  void duplicate(ReplayRecord record) {
    totals.count(Outcome.DUPLICATE, record.kind(), 1);
  }

  /** An operator's side outputs. */
  @FunctionalInterface
  interface Rows {
    void output(OutputTag<RowData> table, RowData row);
  }
}
