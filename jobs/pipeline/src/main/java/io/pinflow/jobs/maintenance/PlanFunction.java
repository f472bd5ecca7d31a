package io.pinflow.jobs.maintenance;

import io.pinflow.delta.maintenance.Compaction;
import io.pinflow.delta.maintenance.CompactionGroup;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.InstantiationUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the tables, and in each the groups of files to rewrite. */
final class PlanFunction extends ProcessFunction<String, Tuple2<String, byte[]>> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PlanFunction.class);
  private static final byte[] NO_GROUP = {};

  private final MaintenancePlan plan;

  PlanFunction(MaintenancePlan plan) {
    this.plan = plan;
  }

  @Override
  public void processElement(String ignored, Context context, Collector<Tuple2<String, byte[]>> out)
      throws IOException {
    for (String table : plan.tablePaths()) {
      out.collect(Tuple2.of(table, NO_GROUP));
      if (!plan.includes(MaintenanceOperation.COMPACT)) {
        continue;
      }
      try (Compaction compaction = Compaction.of(table, plan.compaction(), new Configuration())) {
        List<CompactionGroup> groups = compaction.plan();
        LOG.info(
            "{} {} group(s) of files of {}",
            plan.isDryRun() ? "Would compact" : "Compacts",
            groups.size(),
            table);
        for (CompactionGroup group : groups) {
          LOG.info("Group: {}", group);
          if (!plan.isDryRun()) {
            out.collect(Tuple2.of(table, InstantiationUtil.serializeObject(group)));
          }
        }
      }
    }
  }
}
