package io.pinflow.local.command;

import io.pinflow.daily.DailySteps;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.Progress;
import io.pinflow.local.report.RestCall;
import io.pinflow.local.schedule.DailyClock;
import io.pinflow.local.schedule.DailyRun;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.HomeLock;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.Stack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    description = {
      "Does each day what is done on AWS each day, for the day before: maintains the tables,",
      "computes the dated results (sql/gold), and checks the day. One step waits for the other,",
      "and the first that fails ends it. Stays, and starts at 03:15 UTC, unless --once is given.",
      "Options of QualityJob may follow, for example:",
      "pinflow schedule --once --date 2026-01-31 --max-quarantined 0.1"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every step has ended well", "1:a step failed, or a check is broken"})
final class ScheduleCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofSeconds(1);

  @Mixin private HomeOption home;

  @Option(names = "--once", description = "Run the steps now, and end.")
  private boolean once;

  @Option(
      names = "--date",
      paramLabel = "DAY",
      description = "The day to run for with --once, as 2026-01-31 (default: yesterday, UTC).")
  private LocalDate date;

  /** Everything else belongs to QualityJob, which checks it. Picocli adds to the list. */
  @Unmatched private final List<String> gate = new ArrayList<>();

  @Override
  public Integer call() {
    if (date != null && !once) {
      throw LocalErrors.onlyWith("--date", "--once");
    }
    Home folder = home.existing();
    DailySteps steps = DailySteps.read();
    DailyClock clock = new DailyClock(steps.start(), Clock.systemUTC());
    DailyRun run = new DailyRun(steps, folder, Installation.current(), Terminal.progress());
    if (once) {
      run(run, folder, date == null ? clock.day() : date);
      return 0;
    }
    while (true) {
      awaitStart(clock);
      run(run, folder, clock.day());
    }
  }

  private static void awaitStart(DailyClock clock) {
    Instant start = clock.next();
    Progress.Step step = Terminal.progress().begin("waiting for " + start);
    while (Instant.now().isBefore(start)) {
      RestCall.pause(POLL, "waiting for " + start);
    }
    step.done("");
  }

  private void run(DailyRun run, Home folder, LocalDate day) {
    try (HomeLock unused = HomeLock.take(folder, "schedule")) {
      Ports ports =
          new Stack(folder, Terminal.progress())
              .running(EnumSet.of(Part.JOBMANAGER, Part.TASKMANAGER, Part.S3));
      run.run(day, gate, ports);
    }
    System.out.println("The day " + day + " is done.");
  }
}
