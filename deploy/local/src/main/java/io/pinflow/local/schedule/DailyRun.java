package io.pinflow.local.schedule;

import io.pinflow.daily.DailySteps;
import io.pinflow.local.job.Jobs;
import io.pinflow.local.job.PipelineJob;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.LocalException;
import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Lake;
import io.pinflow.local.stack.Ports;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of one day on the stack's cluster, each to its end before the next begins. A run for a
 * day that has had one leaves the same rows.
 */
public final class DailyRun {

  private final DailySteps steps;
  private final Home home;
  private final Installation installation;
  private final Progress progress;

  public DailyRun(DailySteps steps, Home home, Installation installation, Progress progress) {
    this.steps = steps;
    this.home = home;
    this.installation = installation;
    this.progress = progress;
  }

  /**
   * Runs them.
   *
   * @param gate options of QualityJob, which win over its own
   * @throws LocalException at the first step that fails, with the job's own reason; those after it
   *     are not begun
   */
  public void run(LocalDate day, List<String> gate, Ports ports) {
    for (DailySteps.Step step : steps.steps()) {
      PipelineJob job =
          PipelineJob.of(step.job())
              .orElseThrow(() -> LocalErrors.unknownJob(step.job(), PipelineJob.labels()));
      String report = Lake.TABLES + "/_runs/" + day + '/' + step.job() + ".json";
      try {
        new Jobs(home, progress)
            .runToEnd(
                job,
                step.name() + " step of " + day,
                arguments(step, job, day, report, gate),
                installation,
                ports);
      } catch (LocalException e) {
        throw RunReport.read(ports, home, report)
            .map(told -> LocalErrors.stepFailed(step.name(), step.job(), day, told.reason()))
            .orElse(e);
      }
      Optional<RunReport> told = RunReport.read(ports, home, report);
      if (told.isEmpty() || !told.get().finished()) {
        throw LocalErrors.stepFailed(
            step.name(), step.job(), day, "it ended without a report at " + report);
      }
    }
  }

  private static List<String> arguments(
      DailySteps.Step step, PipelineJob job, LocalDate day, String report, List<String> gate) {
    List<String> arguments =
        new ArrayList<>(List.of("--table-root", Lake.TABLES, "--run-report", report));
    if (step.dated()) {
      arguments.addAll(List.of("--date", day.toString()));
    }
    step.options().forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    if (job == PipelineJob.QUALITY) {
      arguments.addAll(gate);
    }
    return arguments;
  }
}
