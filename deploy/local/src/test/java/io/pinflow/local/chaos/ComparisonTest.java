package io.pinflow.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.schema.RecordKind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Content PIN = new Content(RecordKind.PIN, true, "1");
  private static final Content GEO = new Content(RecordKind.GEO, true, "1");
  private static final Content REFUSED = new Content(RecordKind.GEO, false, "{}");

  @Test
  void everythingStoredOnceIsClean() {
    Set<Content> all = Set.of(PIN, GEO, REFUSED);
    assertThat(Comparison.of(all, all, Map.of(PIN, 1, GEO, 1, REFUSED, 1)).clean()).isTrue();
  }

  @Test
  void acknowledgedContentWithoutARowIsLost() {
    Comparison comparison =
        Comparison.of(Set.of(PIN, GEO, REFUSED), Set.of(PIN, GEO), Map.of(PIN, 1));
    assertThat(comparison.lost()).containsExactly(GEO);
    assertThat(comparison.clean()).isFalse();
  }

  @Test
  void contentOfTwoRowsIsDuplicated() {
    Comparison comparison =
        Comparison.of(Set.of(PIN, GEO), Set.of(PIN, GEO), Map.of(PIN, 2, GEO, 1));
    assertThat(comparison.duplicated()).containsExactly(PIN);
    assertThat(comparison.clean()).isFalse();
  }

  @Test
  void unacknowledgedContentMayBeStoredOrNot() {
    assertThat(Comparison.of(Set.of(PIN, GEO), Set.of(), Map.of(PIN, 1)).clean()).isTrue();
  }

  @Test
  void rowThatNobodySentIsForeign() {
    Comparison comparison = Comparison.of(Set.of(PIN), Set.of(PIN), Map.of(PIN, 1, REFUSED, 1));
    assertThat(comparison.foreign()).containsExactly(REFUSED);
    assertThat(comparison.clean()).isFalse();
  }
}
