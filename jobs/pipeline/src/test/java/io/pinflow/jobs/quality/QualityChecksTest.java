package io.pinflow.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityChecksTest {

  private static final LocalDate DAY = LocalDate.parse("2024-01-31");
  private static final Instant EVENING = Instant.parse("2024-01-31T21:00:00Z");
  private static final Instant NEXT_MORNING = Instant.parse("2024-02-01T03:15:00Z");

  @Test
  void aDayAsItShouldBeMeetsEveryCheck() {
    List<QualityCheck> checks = judge(day(100, 100, 95, 5, EVENING, 1));

    assertThat(checks)
        .extracting(QualityCheck::name)
        .containsExactly(
            "records",
            "quarantined",
            "row counts",
            "newest row of pin_table",
            "newest row of geo_table",
            "newest row of user_table",
            "rows of gold/answer");
    assertThat(QualityChecks.broken(checks)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5, true", "6, false"})
  void moreInTheQuarantineThanMayBeIsBroken(long quarantined, boolean met) {
    // Of 100 records with it, whatever it is.
    List<QualityCheck> checks =
        judge(day(33, 33, 34 - quarantined, quarantined, EVENING, 1), 0.05, 0.9, false);

    assertThat(check(checks, "quarantined").isMet()).isEqualTo(met);
    assertThat(check(checks, "quarantined").toString())
        .contains(quarantined + ".0 % (" + quarantined + " of 100 records)", "5.0 %");
  }

  @ParameterizedTest
  @CsvSource({"90, true", "89, false", "0, false"})
  void countsMayDifferByAPartOfTheLargest(long users, boolean met) {
    QualityCheck check = check(judge(day(100, 95, users, 0, EVENING, 1)), "row counts");

    assertThat(check.isMet()).isEqualTo(met);
    assertThat(check.toString()).contains("pin_table 100, geo_table 95, user_table " + users);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-31T18:00:00Z, 2024-02-01T03:15:00Z, true",
    "2024-01-31T17:59:59Z, 2024-02-01T03:15:00Z, false",
    // A day that is not over is measured by the clock.
    "2024-01-31T06:00:00Z, 2024-01-31T12:00:00Z, true",
    "2024-01-31T05:59:59Z, 2024-01-31T12:00:00Z, false"
  })
  void theNewestRowOfEachTableMayNotBeTooOld(Instant newest, Instant now, boolean met) {
    List<QualityCheck> checks =
        new QualityChecks(plan(0.05, 0.1, false), now).of(day(1, 1, 1, 0, newest, 1));

    assertThat(checks)
        .filteredOn(check -> check.name().startsWith("newest row of "))
        .hasSize(3)
        .allMatch(check -> check.isMet() == met);
  }

  @Test
  void aTableWithoutARowOfTheDayHasNoNewestOne() {
    QualityCheck check = check(judge(day(1, 1, 0, 0, EVENING, 1)), "newest row of user_table");

    assertThat(check.isMet()).isFalse();
    assertThat(check.toString()).contains("there is none");
  }

  @Test
  void eachResultTableMustHoldRowsOfADayThatHasRecords() {
    QualityCheck check = check(judge(day(1, 1, 1, 0, EVENING, 0)), "rows of gold/answer");

    assertThat(check.isMet()).isFalse();
    assertThat(check.toString()).contains("0, but there must be at least 1").contains("SqlJob");
  }

  @Test
  void aDayOfNothingButRefusedRecordsHasNoResults() {
    assertThat(judge(day(0, 0, 0, 3, EVENING, 0)))
        .extracting(QualityCheck::name)
        .doesNotContain("rows of gold/answer");
  }

  @Test
  void anEmptyDayIsBrokenUnlessItIsAllowed() {
    DayOfLake empty = day(0, 0, 0, 0, EVENING, 0);

    assertThat(judge(empty))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.isMet()).isFalse();
              assertThat(check.toString()).contains("--allow-empty");
            });
    assertThat(judge(empty, 0.05, 0.1, true))
        .singleElement()
        .satisfies(check -> assertThat(check.isMet()).isTrue());
  }

  private static List<QualityCheck> judge(DayOfLake day) {
    return judge(day, 0.05, 0.1, false);
  }

  private static List<QualityCheck> judge(
      DayOfLake day, double quarantined, double tolerance, boolean allowEmpty) {
    return new QualityChecks(plan(quarantined, tolerance, allowEmpty), NEXT_MORNING).of(day);
  }

  private static QualityPlan plan(double quarantined, double tolerance, boolean allowEmpty) {
    return new QualityPlan(
        "/lake",
        DAY,
        quarantined,
        Duration.ofHours(6),
        tolerance,
        allowEmpty,
        List.of("gold/answer"));
  }

  private static DayOfLake day(
      long pins, long geo, long users, long quarantined, Instant newest, long results) {
    Map<String, DayOfTable> clean = new LinkedHashMap<>();
    clean.put("pin_table", table(pins, newest));
    clean.put("geo_table", table(geo, newest));
    clean.put("user_table", table(users, newest));
    return new DayOfLake(clean, quarantined, Map.of("gold/answer", results));
  }

  private static DayOfTable table(long rows, Instant newest) {
    return new DayOfTable(rows, rows == 0 ? Optional.empty() : Optional.of(newest));
  }

  private static QualityCheck check(List<QualityCheck> checks, String name) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }
}
