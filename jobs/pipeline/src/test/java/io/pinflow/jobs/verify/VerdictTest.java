package io.pinflow.jobs.verify;

import static io.pinflow.jobs.verify.Fact.ARCHIVED;
import static io.pinflow.jobs.verify.Fact.CLEAN_ROW;
import static io.pinflow.jobs.verify.Fact.HELD;
import static io.pinflow.jobs.verify.Fact.MISPLACED_ROW;
import static io.pinflow.jobs.verify.Fact.QUARANTINE_ROW;
import static io.pinflow.jobs.verify.Fact.REDRIVEN_CLEAN;
import static io.pinflow.jobs.verify.Fact.REDRIVEN_DUPLICATE;
import static io.pinflow.jobs.verify.Fact.SAME_CONTENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every combination of what can be found at a position that means something. */
class VerdictTest {

  @Test
  void oneLineAndOneRowAreAsTheyShouldBe() {
    assertThat(covered(HELD, ARCHIVED, CLEAN_ROW)).isEqualTo(Verdict.CLEAN);
    assertThat(covered(ARCHIVED, CLEAN_ROW)).isEqualTo(Verdict.CLEAN);
    assertThat(covered(HELD, ARCHIVED, QUARANTINE_ROW)).isEqualTo(Verdict.QUARANTINED);
  }

  @Test
  void aRecordWithoutARowIsADuplicateOnlyIfItsContentIsStored() {
    assertThat(covered(HELD, ARCHIVED, SAME_CONTENT)).isEqualTo(Verdict.DUPLICATE);
    assertThat(covered(HELD, ARCHIVED)).isEqualTo(Verdict.NOT_STORED);
  }

  @Test
  void aSecondRowIsOneTooMany() {
    assertThat(covered(ARCHIVED, CLEAN_ROW, CLEAN_ROW)).isEqualTo(Verdict.STORED_TWICE);
    assertThat(covered(ARCHIVED, QUARANTINE_ROW, QUARANTINE_ROW)).isEqualTo(Verdict.STORED_TWICE);
    assertThat(covered(ARCHIVED, CLEAN_ROW, QUARANTINE_ROW)).isEqualTo(Verdict.STORED_TWICE);
    assertThat(covered(ARCHIVED, CLEAN_ROW, CLEAN_ROW, QUARANTINE_ROW, REDRIVEN_CLEAN))
        .isEqualTo(Verdict.STORED_TWICE);
  }

  @Test
  void aRedrivenRecordStandsInBothTablesIfItWasStored() {
    assertThat(covered(ARCHIVED, CLEAN_ROW, QUARANTINE_ROW, REDRIVEN_CLEAN))
        .isEqualTo(Verdict.CLEAN);
    assertThat(covered(ARCHIVED, QUARANTINE_ROW, REDRIVEN_CLEAN)).isEqualTo(Verdict.NOT_REDRIVEN);
    assertThat(covered(ARCHIVED, QUARANTINE_ROW, REDRIVEN_CLEAN, SAME_CONTENT))
        .isEqualTo(Verdict.NOT_REDRIVEN);
    assertThat(covered(ARCHIVED, QUARANTINE_ROW, REDRIVEN_DUPLICATE)).isEqualTo(Verdict.DUPLICATE);
    assertThat(covered(ARCHIVED, CLEAN_ROW, QUARANTINE_ROW, REDRIVEN_DUPLICATE))
        .isEqualTo(Verdict.STORED_TWICE);
  }

  @Test
  void theArchiveHoldsEachRecordOnce() {
    assertThat(covered(HELD, ARCHIVED, ARCHIVED, CLEAN_ROW)).isEqualTo(Verdict.ARCHIVED_TWICE);
    assertThat(covered(HELD, CLEAN_ROW)).isEqualTo(Verdict.NOT_ARCHIVED);
    assertThat(covered(HELD)).isEqualTo(Verdict.NOT_ARCHIVED);
    assertThat(covered(CLEAN_ROW)).isEqualTo(Verdict.UNKNOWN);
    assertThat(covered(QUARANTINE_ROW)).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void whatLiesBeyondArchiveAndTablesIsPending() {
    assertThat(Verdict.of(facts(HELD), false, false)).isEqualTo(Verdict.NOT_ARCHIVED_YET);
    assertThat(Verdict.of(facts(HELD, CLEAN_ROW), false, true)).isEqualTo(Verdict.NOT_ARCHIVED_YET);
    assertThat(Verdict.of(facts(HELD, ARCHIVED), true, false)).isEqualTo(Verdict.NOT_STORED_YET);
    assertThat(Verdict.of(facts(HELD, ARCHIVED, SAME_CONTENT), true, false))
        .isEqualTo(Verdict.NOT_STORED_YET);
    assertThat(Verdict.of(facts(HELD, ARCHIVED, CLEAN_ROW), true, false)).isEqualTo(Verdict.CLEAN);
  }

  @Test
  void aRowBelongsIntoTheTableOfItsKind() {
    assertThat(covered(HELD, ARCHIVED, MISPLACED_ROW)).isEqualTo(Verdict.MISPLACED);
    assertThat(covered(HELD, ARCHIVED, CLEAN_ROW, MISPLACED_ROW)).isEqualTo(Verdict.MISPLACED);
  }

  private static Verdict covered(Fact... found) {
    return Verdict.of(facts(found), true, true);
  }

  private static int facts(Fact... found) {
    int facts = 0;
    for (Fact fact : found) {
      facts = fact.addedTo(facts);
    }
    return facts;
  }
}
