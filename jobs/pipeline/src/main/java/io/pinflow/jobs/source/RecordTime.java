package io.pinflow.jobs.source;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Record times as the stores can hold them. A producer may send any 64-bit number as time, and no
 * record may stop a job: times outside the years 0001 to 9999 UTC are taken as the nearest one
 * inside.
 */
public final class RecordTime {

  private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
  private static final long MILLIS_PER_DAY = 86_400_000L;

  private RecordTime() {}

  /** Milliseconds since the epoch, within the years 0001 to 9999. */
  public static long storable(long timestamp) {
    return Math.max(EARLIEST, Math.min(LATEST, timestamp));
  }

  /** The UTC day of a time, in days since the epoch. */
  public static int epochDay(long timestamp) {
    return (int) Math.floorDiv(storable(timestamp), MILLIS_PER_DAY);
  }

  /** The time in UTC. */
  public static LocalDateTime utc(long timestamp) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(storable(timestamp)), ZoneOffset.UTC);
  }
}
