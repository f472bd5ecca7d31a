package io.pinflow.jobs.maintenance;

import io.pinflow.delta.maintenance.CompactionGroup;
import io.pinflow.delta.maintenance.RewrittenGroup;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.util.InstantiationUtil;

/** Writes the rows of a group of files into new files. */
final class RewriteFunction
    extends RichMapFunction<Tuple2<String, byte[]>, Tuple2<String, byte[]>> {

  private static final long serialVersionUID = 1L;

  private final MaintenancePlan plan;
  private transient Compactions compactions;

  RewriteFunction(MaintenancePlan plan) {
    this.plan = plan;
  }

  @Override
  public void open(OpenContext context) {
    compactions = new Compactions(plan.compaction());
  }

  @Override
  public Tuple2<String, byte[]> map(Tuple2<String, byte[]> work) throws Exception {
    if (work.f1.length == 0) {
      return work;
    }
    CompactionGroup group =
        InstantiationUtil.deserializeObject(work.f1, getRuntimeContext().getUserCodeClassLoader());
    RewrittenGroup rewritten = compactions.of(work.f0).rewrite(group);
    return Tuple2.of(work.f0, InstantiationUtil.serializeObject(rewritten));
  }

  @Override
  public void close() {
    if (compactions != null) {
      compactions.close();
    }
  }
}
