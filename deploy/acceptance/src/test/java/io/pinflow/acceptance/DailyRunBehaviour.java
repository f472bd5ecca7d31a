package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The daily run on a stack with posts of today: each step to its end. */
interface DailyRunBehaviour {

  RunningStack stack();

  /** Comes last: a job that fails is what alerts are for. */
  @Test
  @Order(Integer.MAX_VALUE)
  default void runsEveryStepForADayAndEndsAtABrokenCheckUntilItIsMended() {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    CommandLine.Result first =
        stack().pinflow("schedule", "--once", "--date=" + today).expectSuccess();
    assertThat(first.out()).isEqualTo("The day " + today + " is done.\n");
    assertThat(first.err())
        .containsSubsequence(
            "maintain step of " + today + ": done",
            "analytics step of " + today + ": done",
            "quality step of " + today + ": done");
    for (String job : List.of("MaintenanceJob", "SqlJob", "QualityJob")) {
      assertThat(report(today, job))
          .content()
          .contains("\"job\":\"" + job + "\"", "\"state\":\"FINISHED\"");
    }

    String empty = "2000-01-01";
    CommandLine.Result closed = stack().pinflow("schedule", "--once", "--date=" + empty);
    assertThat(closed.exitCode()).isEqualTo(1);
    assertThat(closed.err())
        .contains("pinflow: the step 'quality' (QualityJob) of 2000-01-01 has failed: ")
        .contains("1 of 1 check is broken", "- records: 0, but a day must have at least 1");
    assertThat(report(empty, "SqlJob")).content().contains("\"state\":\"FINISHED\"");
    assertThat(report(empty, "QualityJob")).content().contains("\"state\":\"REFUSED\"");

    // The steps which had ended well are run again, too.
    stack()
        .pinflow("schedule", "--once", "--date=" + empty, "--allow-empty", "true")
        .expectSuccess();
    assertThat(report(empty, "QualityJob")).content().contains("\"state\":\"FINISHED\"");
  }

  private Path report(String day, String job) {
    return stack().bucket().resolve("lake/_runs").resolve(day).resolve(job + ".json");
  }
}
