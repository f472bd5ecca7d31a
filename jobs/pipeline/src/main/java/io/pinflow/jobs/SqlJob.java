package io.pinflow.jobs;

import io.pinflow.jobs.config.ExecutionOptions;
import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.sql.SqlOptions;
import io.pinflow.jobs.sql.SqlPipeline;
import io.pinflow.jobs.sql.SqlPlan;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs SQL scripts where there is no SQL Client, such as the managed service: all their INSERT
 * statements as one job, in batch or in streaming mode as the scripts say.
 *
 * <p>Scripts are as the SQL Client takes them, but for what returns rows, and may have variables.
 * Guarantees are those of the tables' connectors: rows are in a Delta table exactly once. A batch
 * job that fails has stored nothing, or all of some tables.
 */
public final class SqlJob implements Job {

  public static void main(String[] args) throws Exception {
    new JobLauncher().launch(SqlJob.class, args);
  }

  @Override
  public String summary() {
    return "runs SQL scripts, all their INSERT statements as one job";
  }

  @Override
  public List<JobOption<?>> options() {
    return SqlOptions.all();
  }

  @Override
  public List<Check> checks(SettingsReader settings) {
    return SqlPlan.read(settings).checks();
  }

  @Override
  public void define(StreamExecutionEnvironment env, SettingsReader settings) {
    SqlPlan plan = SqlPlan.read(settings);
    ExecutionOptions execution = ExecutionOptions.read(settings);
    settings.finish();

    execution.applyTo(env);
    SqlPipeline.build(env, plan);
  }
}
