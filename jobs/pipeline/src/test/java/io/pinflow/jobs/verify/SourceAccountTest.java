package io.pinflow.jobs.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.kernel.Position;
import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.jobs.verify.Verdict.Column;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The account of one partition, from made-up findings. */
class SourceAccountTest {

  private static final SourceName SOURCE = SourceName.of("kafka://pinflow.pin/0").orElseThrow();

  private final PositionFacts facts = SOURCE.newFacts();
  private final Ledgers ledgers = new Ledgers();

  @Test
  void aPartitionInOrderHasNoProblem() {
    add(0, 99, Fact.HELD, Fact.ARCHIVED);
    add(0, 79, Fact.CLEAN_ROW);
    add(80, 89, Fact.SAME_CONTENT);
    add(90, 99, Fact.QUARANTINE_ROW);
    ledger(0, 99, 80, 10, 10);

    SourceAccount account = account(99);
    assertThat(account.problems()).isEmpty();
    assertThat(account.held()).isEqualTo(100);
    assertThat(account.archived()).isEqualTo(100);
    assertThat(account.count(Column.CLEAN)).isEqualTo(80);
    assertThat(account.count(Column.DUPLICATE)).isEqualTo(10);
    assertThat(account.count(Column.QUARANTINED)).isEqualTo(10);
  }

  @Test
  void namesTheRangesOfWhatIsMissing() {
    add(0, 99, Fact.HELD, Fact.ARCHIVED);
    add(0, 16, Fact.CLEAN_ROW);
    add(20, 39, Fact.CLEAN_ROW);
    add(41, 99, Fact.CLEAN_ROW);

    assertThat(account(99).problems())
        .singleElement()
        .asString()
        .startsWith("kafka://pinflow.pin/0: 17-19, 40 are in no table (4 records): replay");
    assertThat(account(99).count(Column.LOST)).isEqualTo(4);
  }

  @Test
  void aGapThatNobodyKnowsDoesNotPartARange() {
    for (int offset : new int[] {3, 7, 8}) {
      add(offset, offset, Fact.HELD, Fact.ARCHIVED);
    }
    add(9, 9, Fact.HELD, Fact.ARCHIVED, Fact.CLEAN_ROW);
    assertThat(account(9).problems())
        .singleElement()
        .asString()
        .contains(" 3-8 are in no table (3 records)");
  }

  @Test
  void tellsHowManyRangesItDoesNotName() {
    for (int offset = 0; offset < 60; offset++) {
      add(offset, offset, Fact.HELD, Fact.ARCHIVED);
      if (offset % 2 == 1) {
        add(offset, offset, Fact.CLEAN_ROW);
      }
    }
    assertThat(account(59).problems())
        .singleElement()
        .asString()
        .contains(" 0, 2, 4,", "38, and 10 more ranges are in no table (30 records)");
  }

  @Test
  void theLedgerTellsWhatIsPendingFromWhatIsLost() {
    add(0, 9, Fact.HELD, Fact.ARCHIVED);
    ledger(0, 6, 7, 0, 0);
    add(0, 4, Fact.CLEAN_ROW);

    SourceAccount account = account(9);
    assertThat(account.count(Column.LOST)).isEqualTo(2);
    assertThat(account.count(Column.PENDING)).isEqualTo(3);
    assertThat(account.problems())
        .anyMatch(line -> line.contains(" 5-6 are in no table (2 records)"))
        .anyMatch(line -> line.contains(" 7-9 are in no table yet (3 records)"))
        .anyMatch(line -> line.contains("pin_table holds 5 rows of it, but by its ledger 7"));
  }

  @Test
  void theLedgerTellsOfALostRowWhoseContentIsStoredElsewhere() {
    add(0, 9, Fact.HELD, Fact.ARCHIVED);
    add(0, 8, Fact.CLEAN_ROW);
    add(9, 9, Fact.SAME_CONTENT);
    ledger(0, 9, 10, 0, 0);
    assertThat(account(9).problems())
        .singleElement()
        .asString()
        .contains("pin_table holds 9 rows of it, but by its ledger 10 were stored");
  }

  @Test
  void theLedgerMustHaveCountedEveryRecordOnce() {
    add(0, 9, Fact.HELD, Fact.ARCHIVED, Fact.CLEAN_ROW);
    ledger(0, 9, 10, 1, 0);
    assertThat(account(9).problems())
        .singleElement()
        .asString()
        .contains("counts 11 records from 0 to 9, of which 10 are known");
  }

  @Test
  void theQuarantinesLedgerTellsOfItsLostRows() {
    add(0, 9, Fact.HELD, Fact.ARCHIVED);
    add(0, 8, Fact.QUARANTINE_ROW);
    add(9, 9, Fact.SAME_CONTENT);
    ledgers.addQuarantine(List.of(range(0, 9, Map.of("quarantined", 10L))));
    assertThat(account(9).problems())
        .singleElement()
        .asString()
        .contains("quarantine holds 9 rows of it, but by its ledger 10 were stored");
  }

  @Test
  void whatCameInAfterTheHorizonIsNotAccountedFor() {
    add(0, 9, Fact.HELD, Fact.ARCHIVED, Fact.CLEAN_ROW);
    add(10, 19, Fact.ARCHIVED);
    ledger(0, 19, 20, 0, 0);

    SourceAccount account = account(9);
    assertThat(account.problems()).isEmpty();
    assertThat(account.archived()).isEqualTo(10);
  }

  private void add(int from, int to, Fact... found) {
    for (int offset = from; offset <= to; offset++) {
      for (Fact fact : found) {
        facts.add(Integer.toString(offset), fact);
      }
    }
  }

  private void ledger(int first, int last, long clean, long duplicate, long quarantined) {
    ledgers.addKind(
        List.of(
            range(
                first,
                last,
                Map.of("clean", clean, "duplicate", duplicate, "quarantined", quarantined))));
  }

  private static SourceRange range(int first, int last, Map<String, Long> counts) {
    return new SourceRange(
        SOURCE.toString(),
        Position.of(Integer.toString(first)),
        Position.of(Integer.toString(last)),
        counts);
  }

  private SourceAccount account(int horizon) {
    return SourceAccount.of(SOURCE, facts.sorted(), Integer.toString(horizon), ledgers);
  }
}
