package io.pinflow.delta.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DictionaryTrialsTest {

  private final DictionaryTrials trials = new DictionaryTrials();

  @Test
  void triesADictionaryAsLongAsItPays() {
    assertThat(trials.next()).isTrue();
    assertThat(trials.next()).isTrue();
  }

  @Test
  void leavesTheDictionaryOutOfTheNextRowGroupsOnceItDidNotPayAndThenTriesAgain() {
    trials.failed(20_000);
    for (int i = 0; i < 15; i++) {
      assertThat(trials.next()).as("row group %d", i).isFalse();
    }
    assertThat(trials.next()).isTrue();
  }

  @Test
  void takesNothingFromAFewValues() {
    trials.failed(100);
    assertThat(trials.next()).isTrue();
  }
}
