package io.pinflow.jobs.quality;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.util.TimeUtils;

/** Judges what was measured of a day. Immutable. */
final class QualityChecks {

  private final QualityPlan plan;
  private final Instant now;

  /**
   * @param now by which a day is over or not
   */
  QualityChecks(QualityPlan plan, Instant now) {
    this.plan = plan;
    this.now = now;
  }

  /** All checks of the day, met or not. A day without a record has no other check than that. */
  List<QualityCheck> of(DayOfLake day) {
    List<QualityCheck> checks = new ArrayList<>();
    checks.add(
        new QualityCheck(
            "records",
            Long.toString(day.records()),
            plan.allowsEmpty() ? "a day may have none" : "a day must have at least 1",
            day.records() > 0 || plan.allowsEmpty(),
            "See whether CleanJob runs and posts come in; if the day had none, give --allow-empty"
                + " true"));
    if (day.records() > 0) {
      checks.add(quarantined(day));
      checks.add(counts(day));
      if (!plan.maxAge().isZero()) {
        day.clean().forEach((table, rows) -> checks.add(age(table, rows)));
      }
      if (day.cleanRows() > 0) {
        day.results().forEach((table, rows) -> checks.add(result(table, rows)));
      }
    }
    return checks;
  }

  private QualityCheck quarantined(DayOfLake day) {
    double share = (double) day.quarantined() / day.records();
    return new QualityCheck(
        "quarantined",
        percent(share) + " (" + day.quarantined() + " of " + day.records() + " records)",
        "at most " + percent(plan.maxQuarantined()) + " may be (--max-quarantined)",
        share <= plan.maxQuarantined(),
        "Look at SELECT code, field, message, COUNT(*) FROM quarantine_open GROUP BY code, field,"
            + " message, and redrive what would pass now");
  }

  private QualityCheck counts(DayOfLake day) {
    long most = day.clean().values().stream().mapToLong(DayOfTable::rows).max().orElse(0);
    long least = day.clean().values().stream().mapToLong(DayOfTable::rows).min().orElse(0);
    double difference = most == 0 ? 0 : (double) (most - least) / most;
    return new QualityCheck(
        "row counts",
        day.clean().entrySet().stream()
                .map(table -> table.getKey() + ' ' + table.getValue().rows())
                .collect(Collectors.joining(", "))
            + " differ by "
            + percent(difference),
        "at most " + percent(plan.countTolerance()) + " is allowed (--count-tolerance)",
        difference <= plan.countTolerance(),
        "See whether a topic or stream is behind, and what the quarantine holds of the kind");
  }

  private QualityCheck age(String table, DayOfTable rows) {
    Instant end = plan.day().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    boolean over = !end.isAfter(now);
    Instant earliest = (over ? end : now).minus(plan.maxAge());
    return new QualityCheck(
        "newest row of " + table,
        rows.newest().map(time -> "came in at " + time).orElse("there is none"),
        "it may not be from before "
            + earliest
            + ", "
            + text(plan.maxAge())
            + " before "
            + (over ? "the end of the day" : "now")
            + " (--max-age)",
        rows.newest().filter(time -> !time.isBefore(earliest)).isPresent(),
        "See whether CleanJob runs and how far it is behind");
  }

  private QualityCheck result(String table, long rows) {
    return new QualityCheck(
        "rows of " + table,
        Long.toString(rows),
        "there must be at least 1, as the day has records (--result-tables)",
        rows > 0,
        "Run SqlJob with classpath:sql/gold/daily.sql for the day again");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String text(Duration duration) {
    return TimeUtils.formatWithHighestUnit(duration);
  }

  /** The broken ones. */
  static List<QualityCheck> broken(List<QualityCheck> checks) {
    return checks.stream().filter(check -> !check.isMet()).collect(Collectors.toList());
  }
}
