package io.pinflow.jobs.clean;

import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.schema.FailureCode;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.Rule;
import io.pinflow.schema.Rules;
import org.apache.flink.metrics.Counter;

/**
 * What the cleaner counts of one kind, below {@code kinesisanalytics.KIND}: {@code received},
 * {@code covered}, {@code quarantined}, {@code failure.CODE} for each failure code and {@code
 * rule.RULE} for each rule. A code or a rule has no metric until it is met, as every metric costs
 * something where it is forwarded to.
 */
final class KindCounters {

  private static final String FAILURE = ".failure.";
  private static final String RULE = ".rule.";

  private final ExactCounters counters;
  private final RecordKind kind;
  private final Counter received;
  private final Counter covered;
  private final Counter quarantined;
  private final Counter[] failures = new Counter[FailureCode.values().length];
  private final Counter[] rules = new Counter[Rules.all().size()];

  KindCounters(ExactCounters counters, RecordKind kind) {
    this.counters = counters;
    this.kind = kind;
    this.received = counters.counter(kind.id() + ".received");
    this.covered = counters.counter(kind.id() + ".covered");
    this.quarantined = counters.counter(kind.id() + ".quarantined");
    for (FailureCode code : FailureCode.values()) {
      if (counters.isRestored(kind.id() + FAILURE + code.id())) {
        failure(code);
      }
    }
    for (Rule rule : Rules.all()) {
      if (counters.isRestored(kind.id() + RULE + rule.id())) {
        rule(rule.index());
      }
    }
  }

  void received() {
    received.inc();
  }

  /** Counts a record which an earlier run has decided; it is in no other count. */
  void covered() {
    covered.inc();
  }

  void quarantined(FailureCode code) {
    quarantined.inc();
    failure(code).inc();
  }

  /** Counts the rules of a set of bits as {@code CleanRow.firedRules} returns it. */
  void fired(long firedRules) {
    for (long bits = firedRules; bits != 0; bits &= bits - 1) {
      rule(Long.numberOfTrailingZeros(bits)).inc();
    }
  }

  private Counter failure(FailureCode code) {
    Counter counter = failures[code.ordinal()];
    if (counter == null) {
      counter = counters.counter(kind.id() + FAILURE + code.id());
      failures[code.ordinal()] = counter;
    }
    return counter;
  }

  private Counter rule(int index) {
    Counter counter = rules[index];
    if (counter == null) {
      counter = counters.counter(kind.id() + RULE + Rules.all().get(index).id());
      rules[index] = counter;
    }
    return counter;
  }
}
