package io.pinflow.jobs.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways to keep positions, whatever their size. */
class PositionFactsTest {

  private static final String BEYOND_A_LONG =
      "49590338271490256608559692538361571095921575989136588898";

  static Stream<PositionFacts> collections() {
    return Stream.of(new OffsetFacts(), new SequenceFacts());
  }

  @ParameterizedTest
  @MethodSource("collections")
  void givesThePositionsInTheirOrderWithAllThatWasFound(PositionFacts facts) {
    facts.add("100", Fact.HELD);
    facts.add("9", Fact.ARCHIVED);
    facts.add("100", Fact.CLEAN_ROW);
    facts.add("9", Fact.ARCHIVED);
    facts.add("9", Fact.ARCHIVED);
    facts.add("1000000000000", Fact.SAME_CONTENT);

    SortedFacts sorted = facts.sorted();
    assertThat(positions(sorted)).containsExactly("9", "100", "1000000000000");
    assertThat(Fact.ARCHIVED.count(sorted.facts(0))).isEqualTo(2);
    assertThat(Fact.HELD.count(sorted.facts(0))).isZero();
    assertThat(Fact.HELD.count(sorted.facts(1))).isEqualTo(1);
    assertThat(Fact.CLEAN_ROW.count(sorted.facts(1))).isEqualTo(1);
    assertThat(Fact.SAME_CONTENT.count(sorted.facts(2))).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("collections")
  void takesMoreAfterItWasSorted(PositionFacts facts) {
    facts.add("2", Fact.HELD);
    assertThat(facts.sorted().size()).isEqualTo(1);
    facts.add("1", Fact.HELD);
    facts.add("2", Fact.ARCHIVED);

    assertThat(positions(facts.sorted())).containsExactly("1", "2");
    assertThat(Fact.ARCHIVED.isIn(facts.sorted().facts(1))).isTrue();
    assertThat(Fact.HELD.isIn(facts.sorted().facts(1))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("collections")
  void findsPlacesOfPositionsAndOfFacts(PositionFacts facts) {
    for (int i = 0; i < 5000; i += 2) {
      facts.add(Integer.toString(i), i < 1000 ? Fact.ARCHIVED : Fact.HELD);
    }
    SortedFacts sorted = facts.sorted();

    assertThat(sorted.find("998")).isEqualTo(499);
    assertThat(sorted.find("999")).isNegative();
    assertThat(sorted.find("7000")).isNegative();
    assertThat(sorted.upTo("999")).isEqualTo(500);
    assertThat(sorted.upTo("7000")).isEqualTo(2500);
    assertThat(sorted.end(Fact.ARCHIVED)).isEqualTo(500);
    assertThat(sorted.end(Fact.CLEAN_ROW)).isZero();
  }

  @ParameterizedTest
  @MethodSource("collections")
  void refusesWhatIsNoPosition(PositionFacts facts) {
    for (String text : List.of("", "x", "-1", "1.5")) {
      assertThatThrownBy(() -> facts.add(text, Fact.HELD))
          .isInstanceOf(NumberFormatException.class);
    }
    assertThat(facts.sorted().size()).isZero();
  }

  @Test
  void keepsSequenceNumbersBeyondALong() {
    PositionFacts facts = new SequenceFacts();
    facts.add(BEYOND_A_LONG, Fact.HELD);
    facts.add("5", Fact.HELD);
    assertThat(positions(facts.sorted())).containsExactly("5", BEYOND_A_LONG);
    assertThat(facts.sorted().find(BEYOND_A_LONG)).isEqualTo(1);
  }

  private static List<String> positions(SortedFacts facts) {
    List<String> positions = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      positions.add(facts.position(i));
    }
    return positions;
  }
}
