package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daily run on the local stack: real posts, real tables, each step to its end. */
class ScheduleIT {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void up() {
    home = folder.resolve("home");
    pinflow("up").expectSuccess();
  }

  @AfterEach
  void down() {
    pinflow("down").expectSuccess();
  }

  @Test
  void runsEveryStepForADayAndEndsAtABrokenCheck() {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    pinflow("submit", "RawArchiveJob").expectSuccess();
    pinflow("submit", "CleanJob").expectSuccess();
    pinflow("emulate", "--events=300", "--seed=7").expectSuccess();
    pinflow("verify").expectSuccess();

    CommandLine.Result first = pinflow("schedule", "--once", "--date=" + today).expectSuccess();
    assertThat(first.out()).isEqualTo("The day " + today + " is done.\n");
    assertThat(first.err())
        .containsSubsequence(
            "maintain step of " + today + ": done",
            "analytics step of " + today + ": done",
            "quality step of " + today + ": done");
    Path reports = home.resolve("data/s3/pinflow/lake/_runs").resolve(today);
    for (String job : new String[] {"MaintenanceJob", "SqlJob", "QualityJob"}) {
      assertThat(reports.resolve(job + ".json"))
          .content()
          .contains("\"job\":\"" + job + "\"", "\"state\":\"FINISHED\"");
    }
    pinflow("schedule", "--once", "--date=" + today).expectSuccess();

    CommandLine.Result closed = pinflow("schedule", "--once", "--date=2000-01-01");
    assertThat(closed.exitCode()).isEqualTo(1);
    assertThat(closed.err())
        .contains("pinflow: the step 'quality' (QualityJob) of 2000-01-01 has failed: ")
        .contains("1 of 1 check is broken", "- records: 0, but a day must have at least 1");
    pinflow("schedule", "--once", "--date=2000-01-01", "--allow-empty", "true").expectSuccess();
  }

  private CommandLine.Result pinflow(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--home=" + home;
    return CommandLine.pinflow(all).run(LIMIT);
  }
}
