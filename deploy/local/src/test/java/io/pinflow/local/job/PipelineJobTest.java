package io.pinflow.local.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.daily.DailySteps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineJobTest {

  @Test
  void everyStepOfTheDailyRunIsAJobOfTheStack() {
    assertThat(DailySteps.read().steps()).allMatch(step -> PipelineJob.of(step.job()).isPresent());
  }

  @Test
  void jobsWithoutAnEndAreRestartedHoweverLongAnOutageLasts() {
    for (PipelineJob job : PipelineJob.STREAMING) {
      assertThat(job.settings())
          .containsEntry("restart-strategy.type", "exponential-delay")
          .doesNotContainKey("restart-strategy.exponential-delay.attempts-before-reset-backoff");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MAINTENANCE", "SQL", "QUALITY"})
  void jobThatEndsByItselfFailsAsTheClusterSays(PipelineJob job) {
    assertThat(job.settings()).isEmpty();
  }
}
