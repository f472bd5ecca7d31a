package io.pinflow.emulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.emulator.error.EmulatorException;
import org.junit.jupiter.api.Test;

class EmulatorConfigTest {

  @Test
  void refusesSettingsThatCannotWork() {
    assertThatThrownBy(() -> TestRuns.FAST.withPostsPerSecond(-1))
        .isInstanceOf(EmulatorException.class)
        .hasMessage("Invalid rate '-1.0': give posts per second, or 0 for as fast as possible");
    assertThatThrownBy(() -> TestRuns.FAST.withPostsPerSecond(Double.NaN))
        .isInstanceOf(EmulatorException.class);
    assertThatThrownBy(() -> TestRuns.FAST.withBatchRecords(0))
        .hasMessageContaining("batch size '0'");
    assertThatThrownBy(() -> TestRuns.FAST.withRequestsInFlight(0))
        .hasMessageContaining("number of parallel requests '0'");
  }
}
