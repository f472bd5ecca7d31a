package io.pinflow.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartPositionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "earliest",
        "Latest",
        "timestamp:2024-02-29T12:00:00Z",
        "timestamp:2024-02-29T12:00:00+02:00"
      })
  void takesNamesAndTimesWithAZone(String text) {
    assertThat(StartPosition.TYPE.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "first", "timestamp:", "timestamp:2024-02-29 12:00", "2024-02-29"})
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> StartPosition.TYPE.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
