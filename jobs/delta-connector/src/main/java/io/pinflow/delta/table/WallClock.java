package io.pinflow.delta.table;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Between which instants clocks of a zone show a reading. Around a change of the zone's offset a
 * reading may be shown twice or never; the bounds are then further apart than need be.
 */
final class WallClock {

  private static final Duration BEYOND_ANY_OFFSET = Duration.ofDays(1);

  private final ZoneRules rules;

  WallClock(ZoneId zone) {
    this.rules = zone.getRules();
  }

  /** Clocks show this reading or a later one only from here on. */
  Instant earliest(LocalDateTime reading) {
    Instant utc = reading.toInstant(ZoneOffset.UTC);
    return utc.minusSeconds(Math.max(offset(utc, true), offset(utc, false)));
  }

  /** Clocks show this reading or an earlier one only up to here. */
  Instant latest(LocalDateTime reading) {
    Instant utc = reading.toInstant(ZoneOffset.UTC);
    return utc.minusSeconds(Math.min(offset(utc, true), offset(utc, false)));
  }

  private int offset(Instant utc, boolean before) {
    return rules
        .getOffset(before ? utc.minus(BEYOND_ANY_OFFSET) : utc.plus(BEYOND_ANY_OFFSET))
        .getTotalSeconds();
  }
}
