package io.pinflow.local.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.local.job.PipelineJob;
import io.pinflow.local.job.SubmittedJob;
import io.pinflow.local.report.LocalException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RestartLimitTest {

  @Test
  void countsOnlyRestartsSinceItWasMadeAndNamesTheCause() {
    AtomicInteger restarts = new AtomicInteger(40);
    RestartLimit limit =
        new RestartLimit(
            List.of(new SubmittedJob(PipelineJob.CLEAN, "id", Optional.empty())),
            job -> restarts.get(),
            job -> Optional.of("no bucket"),
            Path.of("taskmanager.log"));

    restarts.addAndGet(5);
    limit.check();
    restarts.incrementAndGet();

    assertThatThrownBy(limit::check)
        .isInstanceOf(LocalException.class)
        .hasMessageContainingAll(
            "CleanJob", "failing again and again (6 restarts)", "no bucket", "taskmanager.log");
  }
}
