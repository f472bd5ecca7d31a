package io.pinflow.jobs.maintenance;

import io.pinflow.delta.maintenance.GroupOutcome;
import io.pinflow.delta.maintenance.VacuumResult;
import io.pinflow.jobs.metrics.ExactCounters;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What this run has done. Kept by no state: the job has none. */
final class MaintenanceCounters {

  private final Counter committed;
  private final Counter givenUp;
  private final Counter conflicts;
  private final Counter filesReplaced;
  private final Counter filesWritten;
  private final Counter rowsRewritten;
  private final Counter filesVacuumed;
  private final Counter bytesVacuumed;

  MaintenanceCounters(MetricGroup operatorGroup) {
    MetricGroup group = operatorGroup.addGroup(ExactCounters.GROUP);
    committed = group.counter("groups-committed");
    givenUp = group.counter("groups-given-up");
    conflicts = group.counter("conflicts");
    filesReplaced = group.counter("files-replaced");
    filesWritten = group.counter("files-written");
    rowsRewritten = group.counter("rows-rewritten");
    filesVacuumed = group.counter("files-vacuumed");
    bytesVacuumed = group.counter("bytes-vacuumed");
  }

  void count(GroupOutcome outcome) {
    conflicts.inc(outcome.conflicts());
    if (!outcome.isCommitted()) {
      givenUp.inc();
      return;
    }
    committed.inc();
    filesReplaced.inc(outcome.filesBefore());
    filesWritten.inc(outcome.filesAfter());
    rowsRewritten.inc(outcome.rows());
  }

  void count(VacuumResult result) {
    filesVacuumed.inc(result.paths().size());
    bytesVacuumed.inc(result.bytes());
  }
}
