package io.pinflow.jobs.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When it looks again and when it gives up, by a clock of its own. */
class VerificationTest {

  private static final SourceName SOURCE = SourceName.of("kafka://pinflow.geo/1").orElseThrow();

  private final Deque<Report> coming = new ArrayDeque<>();
  private long now;
  private int looks;

  @Test
  void looksOnceWhereAllIsWell() throws Exception {
    coming.add(clean());
    assertThat(run(Duration.ofSeconds(60)).isClean()).isTrue();
    assertThat(looks).isEqualTo(1);
  }

  @Test
  void waitsForJobsAsLongAsTheyMove() throws Exception {
    for (int pending = 100; pending > 0; pending--) {
      coming.add(pending(pending));
    }
    coming.add(clean());
    assertThat(run(Duration.ofSeconds(5)).isClean()).isTrue();
    assertThat(looks).isEqualTo(101);
  }

  @Test
  void givesUpWhenNothingMoves() throws Exception {
    coming.add(pending(3));
    Report report = run(Duration.ofSeconds(60));
    assertThat(report.isClean()).isFalse();
    assertThat(Duration.ofNanos(now)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(65));
  }

  @Test
  void doesNotWaitLongForWhatNoJobWillMend() throws Exception {
    coming.add(lost());
    assertThat(run(Duration.ofSeconds(60)).isClean()).isFalse();
    assertThat(Duration.ofNanos(now)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(15));
  }

  @Test
  void looksOnceWithoutAWait() throws Exception {
    coming.add(lost());
    assertThat(run(Duration.ZERO).isClean()).isFalse();
    assertThat(looks).isEqualTo(1);
  }

  private Report run(Duration wait) throws Exception {
    return new Verification(this::look, wait, () -> now, pause -> now += pause.toNanos()).run();
  }

  /** The next report; the last one again and again. */
  private Report look() {
    looks++;
    return coming.size() > 1 ? coming.remove() : coming.element();
  }

  private static Report clean() {
    PositionFacts facts = SOURCE.newFacts();
    facts.add("0", Fact.ARCHIVED);
    facts.add("0", Fact.CLEAN_ROW);
    return report(facts);
  }

  private static Report pending(int records) {
    PositionFacts facts = SOURCE.newFacts();
    for (int i = 0; i < records; i++) {
      facts.add(Integer.toString(i), Fact.HELD);
    }
    return report(facts);
  }

  private static Report lost() {
    PositionFacts facts = SOURCE.newFacts();
    facts.add("0", Fact.ARCHIVED);
    facts.add("1", Fact.ARCHIVED);
    facts.add("1", Fact.CLEAN_ROW);
    return report(facts);
  }

  private static Report report(PositionFacts facts) {
    SourceAccount account =
        SourceAccount.of(SOURCE, facts.sorted(), Integer.toString(1000), new Ledgers());
    return new Report(List.of(account), List.of());
  }
}
