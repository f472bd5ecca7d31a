package io.pinflow.jobs;

import io.pinflow.jobs.config.ExecutionOptions;
import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.maintenance.MaintenanceOptions;
import io.pinflow.jobs.maintenance.MaintenancePipeline;
import io.pinflow.jobs.maintenance.MaintenancePlan;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Compacts Delta tables, writes their log checkpoints and vacuums them, once, and ends; {@link
 * MaintenancePipeline} draws it.
 *
 * <p>Safe beside the jobs which write to the tables and those which read them. The tables hold the
 * same rows before, after, and after a failure at any point.
 */
public final class MaintenanceJob implements Job {

  public static void main(String[] args) throws Exception {
    new JobLauncher().launch(MaintenanceJob.class, args);
  }

  @Override
  public String summary() {
    return "compacts and vacuums Delta tables and shortens their logs, once";
  }

  @Override
  public List<JobOption<?>> options() {
    return MaintenanceOptions.all();
  }

  @Override
  public boolean needsCheckpoints() {
    return false;
  }

  @Override
  public List<Check> checks(SettingsReader settings) {
    return List.of(MaintenancePlan.read(settings).check());
  }

  @Override
  public void define(StreamExecutionEnvironment env, SettingsReader settings) {
    MaintenancePlan plan = MaintenancePlan.read(settings);
    ExecutionOptions execution = ExecutionOptions.read(settings);
    settings.finish();

    // A checkpoint would wait for the rewriting of a group, which may take longer than it may.
    env.getCheckpointConfig().disableCheckpointing();
    execution.applyTo(env);
    MaintenancePipeline.build(env, plan);
  }
}
