package io.pinflow.emulator;

import io.pinflow.schema.RecordKind;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The account of a run.
 *
 * @param earlierPosts posts that earlier runs had dealt with, where this one resumed them
 * @param earlierRefused how many of their records were refused; those runs' reports tell more
 * @param posts posts this run took from the source
 * @param exhausted whether the source was read to its end; false if the run gave up because the
 *     route stayed unavailable
 * @param kinds the outcome of every kind's records
 * @param failures the first failures in detail, at most {@value #LISTED_FAILURES}; the counts in
 *     {@code kinds} cover all
 */
public record EmulatorReport(
    long earlierPosts,
    long earlierRefused,
    long posts,
    boolean exhausted,
    Map<RecordKind, KindReport> kinds,
    List<RecordFailure> failures,
    Duration elapsed) {

  /** How many failures are kept in detail. */
  public static final int LISTED_FAILURES = 100;

  public EmulatorReport {
    kinds = Collections.unmodifiableMap(new EnumMap<>(kinds));
    failures = List.copyOf(failures);
  }

  /** Whether every record of the source was acknowledged, by this run or those it resumed. */
  public boolean complete() {
    return exhausted && failed() == 0 && earlierRefused == 0;
  }

  public long acknowledged() {
    return kinds.values().stream().mapToLong(KindReport::acknowledged).sum();
  }

  public long failed() {
    return kinds.values().stream().mapToLong(KindReport::failed).sum();
  }
}
