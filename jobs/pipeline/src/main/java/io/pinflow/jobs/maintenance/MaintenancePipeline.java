package io.pinflow.jobs.maintenance;

import java.util.List;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Rewrites many groups of files at a time and commits them one after the other.
 *
 * <pre>{@code
 * Tables ──> Plan ──rebalance──> Rewrite (parallel) ──> Commit
 *            one group of files    new files            one commit a group; log checkpoint
 *            after the other                            and vacuum of each table in the end
 * }</pre>
 *
 * <p>It keeps no state: after a failure it plans anew, and what has been committed needs no work
 * any more.
 */
public final class MaintenancePipeline {

  /** A table's path and a group of its files, or nothing: the table is there all the same. */
  static final TypeInformation<Tuple2<String, byte[]>> WORK =
      Types.TUPLE(Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private MaintenancePipeline() {}

  public static void build(StreamExecutionEnvironment env, MaintenancePlan plan) {
    env.fromData(List.of("tables"), Types.STRING)
        .uid("tables")
        .name("Tables")
        .setParallelism(1)
        .process(new PlanFunction(plan))
        .returns(WORK)
        .uid("plan")
        .name("Plan")
        .setParallelism(1)
        .rebalance()
        .map(new RewriteFunction(plan))
        .returns(WORK)
        .uid("rewrite")
        .name("Rewrite")
        .global()
        .transform("Commit", Types.VOID, new CommitOperator(plan))
        .uid("commit")
        .name("Commit")
        .setParallelism(1)
        .setMaxParallelism(1);
  }
}
