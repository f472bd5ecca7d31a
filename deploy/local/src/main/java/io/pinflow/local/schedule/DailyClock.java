package io.pinflow.local.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** When the daily run is due, and for which day, in UTC. Immutable. */
public final class DailyClock {

  private final LocalTime start;
  private final Clock clock;

  public DailyClock(LocalTime start, Clock clock) {
    this.start = start;
    this.clock = clock;
  }

  /** The day which a run that starts now is for: the one before. */
  public LocalDate day() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
  }

  /** The next start after now. */
  public Instant next() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Instant start = today.atTime(this.start).toInstant(ZoneOffset.UTC);
    return start.isAfter(clock.instant()) ? start : start.plus(Duration.ofDays(1));
  }
}
