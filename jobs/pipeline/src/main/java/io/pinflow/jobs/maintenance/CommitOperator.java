package io.pinflow.jobs.maintenance;

import io.pinflow.delta.maintenance.DeltaMaintenance;
import io.pinflow.delta.maintenance.GroupOutcome;
import io.pinflow.delta.maintenance.RewrittenGroup;
import io.pinflow.delta.maintenance.VacuumResult;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.InstantiationUtil;

/**
 * Commits each rewritten group at once, and writes the log checkpoints and vacuums when all groups
 * are in. Runs with parallelism 1 and emits nothing.
 */
final class CommitOperator extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<Tuple2<String, byte[]>, Void>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final MaintenancePlan plan;
  private transient Set<String> tables;
  private transient Compactions compactions;
  private transient MaintenanceCounters counters;

  CommitOperator(MaintenancePlan plan) {
    this.plan = plan;
  }

  @Override
  public void open() throws Exception {
    super.open();
    tables = new LinkedHashSet<>();
    compactions = new Compactions(plan.compaction());
    counters = new MaintenanceCounters(getMetricGroup());
  }

  @Override
  public void processElement(StreamRecord<Tuple2<String, byte[]>> element) throws Exception {
    Tuple2<String, byte[]> work = element.getValue();
    tables.add(work.f0);
    if (work.f1.length > 0) {
      RewrittenGroup group =
          InstantiationUtil.deserializeObject(
              work.f1, getContainingTask().getUserCodeClassLoader());
      GroupOutcome outcome = compactions.of(work.f0).commit(group);
      counters.count(outcome);
    }
  }

  @Override
  public void endInput() throws IOException {
    for (String path : tables) {
      DeltaMaintenance table = DeltaMaintenance.of(path, new Configuration());
      if (plan.includes(MaintenanceOperation.CHECKPOINT) && !plan.isDryRun()) {
        table.checkpoint();
      }
      if (plan.includes(MaintenanceOperation.VACUUM)) {
        VacuumResult result = table.vacuum(plan.vacuum());
        if (result.isDryRun()) {
          result.paths().forEach(file -> LOG.info("Would delete {}/{}", path, file));
        } else {
          counters.count(result);
        }
      }
    }
  }

  @Override
  public void close() throws Exception {
    if (compactions != null) {
      compactions.close();
    }
    super.close();
  }
}
