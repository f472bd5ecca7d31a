package io.pinflow.local.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PipelineJobTest {

  @Test
  void jobsWithoutAnEndAreRestartedHoweverLongAnOutageLasts() {
    for (PipelineJob job : PipelineJob.STREAMING) {
      assertThat(job.settings())
          .containsEntry("restart-strategy.type", "exponential-delay")
          .doesNotContainKey("restart-strategy.exponential-delay.attempts-before-reset-backoff");
    }
  }

  @Test
  void jobThatEndsByItselfFailsAsTheClusterSays() {
    assertThat(PipelineJob.MAINTENANCE.settings()).isEmpty();
  }
}
