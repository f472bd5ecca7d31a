package io.pinflow.jobs.clean;

import io.pinflow.jobs.clean.ReplayTotals.Counted;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;

/** Sends the records of a replay to their tables and counts what became of each. */
final class ReplayOutputs {

  private final TableOutputs outputs;
  private final ReplayTotals totals;

  ReplayOutputs(TableOutputs outputs, RuntimeContext context) {
    this.outputs = outputs;
    this.totals = new ReplayTotals(context, Counted.CLEAN, Counted.DUPLICATE, Counted.QUARANTINED);
  }

  /** Stores a record's row. */
  void store(ReplayRecord record, Rows rows) {
    Counted counted = record.isRefused() ? Counted.QUARANTINED : Counted.CLEAN;
    totals.count(counted, record.kind(), 1);
    output(record, Outcome.CLEAN, rows);
  }

  /** Tells the ledger of a record that is left out as a repetition. */
  void duplicate(ReplayRecord record, Rows rows) {
    totals.count(Counted.DUPLICATE, record.kind(), 1);
    output(record, Outcome.DUPLICATE, rows);
  }

  /** Tells the ledger, which may not know of it, of a record whose row the table holds. */
  void covered(ReplayRecord record, Rows rows) {
    if (record.row() != null) {
      output(record, Outcome.COVERED, rows);
    }
  }

  private void output(ReplayRecord record, Outcome outcome, Rows rows) {
    outcome.mark(record.row());
    rows.output(
        record.isRefused() ? outputs.quarantine() : outputs.of(record.kind()), record.row());
  }

  /** An operator's side outputs. */
  @FunctionalInterface
  interface Rows {
    void output(OutputTag<RowData> table, RowData row);
  }
}
