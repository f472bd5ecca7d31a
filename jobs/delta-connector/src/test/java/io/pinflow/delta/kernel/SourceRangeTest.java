package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRangeTest {

  private static final String BEYOND_LONG = "49590338271490256608559692538361571095921575989136588";

  @Test
  void comesBackFromTheTextInTheLog() {
    SourceRange range = range("a", "7", BEYOND_LONG, Map.of("clean", 3L, "duplicate", 0L));
    assertThat(range.toText()).isEqualTo("first=7 last=" + BEYOND_LONG + " clean=3 duplicate=0");
    assertThat(SourceRange.ofText("a", range.toText())).isEqualTo(range);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "17", "first=1", "last=1", "first=1 last=x", "first=1  last=2"})
  void refusesATextThatIsNoProgress(String text) {
    assertThatThrownBy(() -> SourceRange.ofText("a", text)).isInstanceOf(DeltaException.class);
  }

  @Test
  void theUnionOfASourcesRangesAddsUpTheirCounts() {
    assertThat(
            SourceRange.union(
                List.of(
                    range("a", "5", "9", Map.of("clean", 4L, "duplicate", 1L)),
                    range("b", "0", "0", Map.of("clean", 1L)),
                    range("a", "2", "7", Map.of("clean", 2L)))))
        .containsExactlyInAnyOrder(
            range("a", "2", "9", Map.of("clean", 6L, "duplicate", 1L)),
            range("b", "0", "0", Map.of("clean", 1L)));
  }

  private static SourceRange range(
      String source, String first, String last, Map<String, Long> counts) {
    return new SourceRange(source, Position.of(first), Position.of(last), counts);
  }
}
