package io.pinflow.jobs;

import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.quality.QualityOptions;
import io.pinflow.jobs.quality.QualityPipeline;
import io.pinflow.jobs.quality.QualityPlan;
import io.pinflow.jobs.run.RunReport;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Checks what the tables hold of one day, and fails, with one error which lists every broken check,
 * unless all are met. It changes no table, and is not restarted after a broken check.
 *
 * <p>For one and the same day, and unchanged tables, it decides the same; of a day that is not over
 * only the age of the newest rows is measured by the clock.
 */
public final class QualityJob implements Job {

  public static void main(String[] args) throws Exception {
    new JobLauncher().launch(QualityJob.class, args);
  }

  @Override
  public String summary() {
    return "checks what the tables hold of a day, and fails if it is not as it should be";
  }

  @Override
  public List<JobOption<?>> options() {
    return QualityOptions.all();
  }

  @Override
  public boolean needsCheckpoints() {
    return false;
  }

  @Override
  public List<Check> checks(SettingsReader settings) {
    return List.of(QualityPlan.read(settings).check());
  }

  @Override
  public void define(StreamExecutionEnvironment env, SettingsReader settings) {
    QualityPlan plan = QualityPlan.read(settings);
    RunReport report = RunReport.read(name(), settings).orElse(null);
    settings.finish();

    env.getCheckpointConfig().disableCheckpointing();
    QualityPipeline.build(env, plan, report);
  }
}
