package io.pinflow.aws;

import io.pinflow.aws.JobSpec.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** The jobs, all of one jar, and what watches and starts them. */
final class JobsStack extends Stack {

  private static final String CLEAN = "CleanJob";
  private static final String ARCHIVE = "RawArchiveJob";

  JobsStack(
      Construct scope,
      String id,
      StackProps props,
      StageSettings settings,
      DataStack data,
      Path jobsJar) {
    super(scope, id, props);
    Asset jar = Asset.Builder.create(this, "JobsJar").path(jobsJar.toString()).build();
    Alarms alarms = new Alarms(this, settings);
    List<FlinkApplication> applications = new ArrayList<>();
    List<JobSpec> jobs = JobCatalog.of(settings, data);
    requireSettingsOf(jobs, settings);
    for (JobSpec job : jobs) {
      applications.add(new FlinkApplication(this, settings, job, data, jar));
    }
    DailyRun daily = new DailyRun(this, settings, of(applications, Run.DAILY));

    for (FlinkApplication application : of(applications, Run.ALWAYS)) {
      alarms.watch(application, data.kafka());
      if (application.job().job().equals(CLEAN)) {
        alarms.watchQuarantine(application);
        alarms.watchTables(application);
      } else if (application.job().job().equals(ARCHIVE)) {
        alarms.watchArchive(application);
      }
    }
    alarms.watchStreams();
    alarms.watchApi();
    alarms.watchStarts(daily.starts());

    PipelineDashboard dashboard = new PipelineDashboard(this, settings, data.kafka(), alarms);
    for (FlinkApplication application : applications) {
      dashboard.add(application);
      if (application.job().job().equals(CLEAN)) {
        dashboard.addOutcomes(application);
        dashboard.addTables(application);
      } else if (application.job().job().equals(ARCHIVE)) {
        dashboard.addArchive(application);
      }
    }
  }

  private static void requireSettingsOf(List<JobSpec> jobs, StageSettings settings) {
    String path = "pinflow." + settings.stage() + ".jobs.";
    List<String> known = jobs.stream().map(JobSpec::job).toList();
    for (String job : known) {
      if (!settings.jobs().containsKey(job)) {
        throw SettingsException.missing(path + job, "its parallelism and the like");
      }
    }
    for (String job : settings.jobs().keySet()) {
      if (!known.contains(job)) {
        throw SettingsException.unknown(path + job, known);
      }
    }
  }

  private static List<FlinkApplication> of(List<FlinkApplication> applications, Run run) {
    return applications.stream().filter(application -> application.job().run() == run).toList();
  }
}
