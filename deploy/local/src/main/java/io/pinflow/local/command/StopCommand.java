package io.pinflow.local.command;

import io.pinflow.local.job.Jobs;
import io.pinflow.local.job.PipelineJob;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.HomeLock;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Stack;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stops a job with a savepoint, from which its next run goes on.")
final class StopCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Parameters(index = "0", paramLabel = "JOB", description = "RawArchiveJob or CleanJob.")
  private String job;

  @Override
  public Integer call() {
    PipelineJob known =
        PipelineJob.of(job).orElseThrow(() -> LocalErrors.unknownJob(job, PipelineJob.labels()));
    Home folder = home.existing();
    try (HomeLock unused = HomeLock.take(folder, "stop")) {
      Stack stack = new Stack(folder, Terminal.progress());
      var ports = stack.running(EnumSet.of(Part.JOBMANAGER, Part.TASKMANAGER));
      new Jobs(folder, Terminal.progress()).stop(known, ports);
    }
    return 0;
  }
}
