package io.pinflow.jobs.quality;

import io.pinflow.jobs.run.RunReport;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One task which looks once: what it reads are the tables' logs and a column of one day. */
public final class QualityPipeline {

  private QualityPipeline() {}

  /**
   * Builds the job.
   *
   * @param report which is to tell broken checks, if one was asked for
   */
  public static void build(
      StreamExecutionEnvironment env, QualityPlan plan, @Nullable RunReport report) {
    env.fromData(List.of("day"), Types.STRING)
        .uid("day")
        .name("Day")
        .setParallelism(1)
        .process(new QualityFunction(plan, report))
        .returns(Types.VOID)
        .uid("quality")
        .name("Quality")
        .setParallelism(1)
        .setMaxParallelism(1);
  }
}
