package io.pinflow.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediansTest {

  @Test
  void theMiddleOfAnOddNumberOfRuns() {
    assertThat(Medians.of(List.of(9.0, 1.0, 2.0), run -> run)).isEqualTo(2);
  }

  @Test
  void theMeanOfTheTwoMiddleOnesOfAnEvenNumber() {
    assertThat(Medians.of(List.of(9.0, 1.0, 2.0, 4.0), run -> run)).isEqualTo(3);
  }

  @Test
  void noRunsHaveNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Medians.of(List.<Double>of(), run -> run));
  }
}
