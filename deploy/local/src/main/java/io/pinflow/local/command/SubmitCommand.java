package io.pinflow.local.command;

import io.pinflow.local.job.Jobs;
import io.pinflow.local.job.PipelineJob;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.HomeLock;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.Stack;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {
      "Submits a job to the running cluster: RawArchiveJob or CleanJob, which go on from the state of",
      "their last run, or MaintenanceJob, SqlJob or QualityJob, which end by themselves.",
      "Options of the job itself follow its name, for example: pinflow submit CleanJob --kinds pin"
    })
final class SubmitCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Parameters(
      index = "0",
      paramLabel = "JOB",
      description = "RawArchiveJob, CleanJob, MaintenanceJob, SqlJob or QualityJob.")
  private String job;

  @Option(
      names = "--fresh",
      description = "Begin without the state of the last run, as after a change of --table-root.")
  private boolean fresh;

  /** Everything else belongs to the job, which checks it. Picocli adds to the list. */
  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    PipelineJob known =
        PipelineJob.of(job).orElseThrow(() -> LocalErrors.unknownJob(job, PipelineJob.labels()));
    Home folder = home.existing();
    try (HomeLock unused = HomeLock.take(folder, "submit")) {
      Ports ports =
          new Stack(folder, Terminal.progress())
              .running(EnumSet.of(Part.JOBMANAGER, Part.TASKMANAGER));
      var submitted =
          new Jobs(folder, Terminal.progress())
              .submit(known, arguments, fresh, Installation.current(), ports);
      System.out.println(submitted.jobId());
    }
    return 0;
  }
}
