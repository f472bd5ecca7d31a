package io.pinflow.jobs.verify;

import io.pinflow.delta.kernel.SourceRange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The account of one source: a verdict on each of its positions, and what its ledgers say. */
final class SourceAccount {

  private static final String CLEAN = "clean";
  private static final String QUARANTINED = "quarantined";

  private final SourceName source;
  private final SortedFacts facts;
  private final int end;
  private final Ledgers ledgers;
  private final Map<Verdict, Ranges> verdicts = new EnumMap<>(Verdict.class);
  private long held;
  private long archived;
  private long cleanRows;
  private long quarantineRows;

  private SourceAccount(SourceName source, SortedFacts facts, int end, Ledgers ledgers) {
    this.source = source;
    this.facts = facts;
    this.end = end;
    this.ledgers = ledgers;
  }

  /**
   * Draws the account up.
   *
   * @param horizon the last position to account for
   */
  static SourceAccount of(SourceName source, SortedFacts facts, String horizon, Ledgers ledgers) {
    SourceAccount account = new SourceAccount(source, facts, facts.upTo(horizon), ledgers);
    account.judge();
    return account;
  }

  private void judge() {
    int archiveEnd = facts.end(Fact.ARCHIVED);
    int tablesEnd =
        ledgers
            .ofKind(source)
            .map(ledger -> facts.upTo(ledger.last().toString()))
            .orElseGet(this::lastStored);
    for (int place = 0; place < end; place++) {
      int found = facts.facts(place);
      held += Fact.HELD.count(found) > 0 ? 1 : 0;
      archived += Fact.ARCHIVED.count(found) > 0 ? 1 : 0;
      cleanRows += Fact.CLEAN_ROW.count(found);
      quarantineRows += Fact.QUARANTINE_ROW.count(found);
      Verdict verdict = Verdict.of(found, place < archiveEnd, place < tablesEnd);
      verdicts.computeIfAbsent(verdict, v -> new Ranges()).add(place);
    }
  }

  /** What stands for the ledger of tables which were written before there were ledgers. */
  private int lastStored() {
    int rows = Math.max(facts.end(Fact.CLEAN_ROW), facts.end(Fact.QUARANTINE_ROW));
    return Math.max(rows, facts.end(Fact.SAME_CONTENT));
  }

  SourceName source() {
    return source;
  }

  /** How many positions the broker or the stream holds. */
  long held() {
    return held;
  }

  /** How many positions the archive holds. */
  long archived() {
    return archived;
  }

  long count(Verdict.Column column) {
    return verdicts.entrySet().stream()
        .filter(verdict -> verdict.getKey().column() == column)
        .mapToLong(verdict -> verdict.getValue().size())
        .sum();
  }

  /** A line for each kind of problem, with the ranges of positions. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    verdicts.forEach(
        (verdict, ranges) -> {
          if (verdict.isProblem()) {
            problems.add(
                String.format(
                    "%s: %s %s %s (%d %s): %s",
                    source,
                    ranges.text(facts),
                    ranges.size() == 1 ? "is" : "are",
                    verdict.problem(),
                    ranges.size(),
                    ranges.size() == 1 ? "record" : "records",
                    verdict.advice()));
          }
        });
    ledgers.ofKind(source).ifPresent(ledger -> checkKind(ledger, problems));
    ledgers
        .ofQuarantine(source)
        .ifPresent(
            ledger -> checkRows("quarantine", ledger, QUARANTINED, quarantineRows, problems));
    return problems;
  }

  private void checkKind(SourceRange ledger, List<String> problems) {
    String table = source.kind().tableName();
    checkRows(table, ledger, CLEAN, cleanRows, problems);
    boolean ahead = facts.upTo(ledger.last().toString()) > end;
    if (problems.isEmpty() && !ahead && !ledger.counts().isEmpty()) {
      long received = ledger.counts().values().stream().mapToLong(Long::longValue).sum();
      long covered =
          facts.upTo(ledger.last().toString()) - facts.upTo(ledger.first().toString()) + 1L;
      if (received != covered) {
        problems.add(
            String.format(
                "%s: the ledger of %s counts %d records from %s to %s, of which %d are known:"
                    + " some were counted twice or not at all",
                source, table, received, ledger.first(), ledger.last(), covered));
      }
    }
  }

  /** Rows of a replay come on top of those which the ledger counts. */
  private void checkRows(
      String table, SourceRange ledger, String outcome, long rows, List<String> problems) {
    long counted = ledger.counts().getOrDefault(outcome, 0L);
    boolean ahead = facts.upTo(ledger.last().toString()) > end;
    if (rows < counted && !ahead) {
      problems.add(
          String.format(
              "%s: %s holds %d rows of it, but by its ledger %d were stored: restore the table's"
                  + " files from a copy, or replay the archive",
              source, table, rows, counted));
    }
  }
}
