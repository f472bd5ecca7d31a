package io.pinflow.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class DailyStepsTest {

  private static final Path ROOT = Path.of("../..");

  private final DailySteps daily = DailySteps.read();

  @Test
  void maintainsThenComputesThenChecks() {
    assertThat(daily.start()).isEqualTo(LocalTime.of(3, 15));
    assertThat(daily.steps())
        .extracting(DailySteps.Step::name)
        .containsExactly("maintain", "analytics", "quality");
    assertThat(daily.steps())
        .extracting(DailySteps.Step::job)
        .containsExactly("MaintenanceJob", "SqlJob", "QualityJob");
  }

  @Test
  void namesScriptsWhichTheJarOfTheJobsHas() {
    String scripts = daily.steps().get(1).options().get("sql-scripts");
    assertThat(scripts.split(","))
        .hasSize(3)
        .allSatisfy(
            script -> assertThat(ROOT.resolve(script.replace("classpath:", ""))).isRegularFile());
  }
}
