package io.pinflow.jobs.quality;

import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.doctor.FolderCheck;
import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Which day of which tables is checked, and what it must meet. Immutable. */
public final class QualityPlan implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String tableRoot;
  private final LocalDate day;
  private final double maxQuarantined;
  private final Duration maxAge;
  private final double countTolerance;
  private final boolean allowEmpty;
  private final ArrayList<String> resultTables;

  QualityPlan(
      String tableRoot,
      LocalDate day,
      double maxQuarantined,
      Duration maxAge,
      double countTolerance,
      boolean allowEmpty,
      List<String> resultTables) {
    this.tableRoot = tableRoot;
    this.day = day;
    this.maxQuarantined = maxQuarantined;
    this.maxAge = maxAge;
    this.countTolerance = countTolerance;
    this.allowEmpty = allowEmpty;
    this.resultTables = new ArrayList<>(resultTables);
  }

  /** Reads the settings, noting what is wrong with them. */
  public static QualityPlan read(SettingsReader settings) {
    return new QualityPlan(
        settings.get(QualityOptions.TABLE_ROOT),
        settings
            .find(QualityOptions.DATE)
            .orElseGet(() -> LocalDate.now(ZoneOffset.UTC).minusDays(1)),
        settings.get(QualityOptions.MAX_QUARANTINED),
        settings.get(QualityOptions.MAX_AGE),
        settings.get(QualityOptions.COUNT_TOLERANCE),
        settings.get(QualityOptions.ALLOW_EMPTY),
        settings.get(QualityOptions.RESULT_TABLES));
  }

  /** What to look at before the day is checked. */
  public Check check() {
    return FolderCheck.ofTables(QualityOptions.TABLE_ROOT.key(), tableRoot);
  }

  String tableRoot() {
    return tableRoot;
  }

  LocalDate day() {
    return day;
  }

  double maxQuarantined() {
    return maxQuarantined;
  }

  /** Zero if no age is too high. */
  Duration maxAge() {
    return maxAge;
  }

  double countTolerance() {
    return countTolerance;
  }

  boolean allowsEmpty() {
    return allowEmpty;
  }

  List<String> resultTables() {
    return List.copyOf(resultTables);
  }
}
