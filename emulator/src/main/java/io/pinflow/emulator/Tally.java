package io.pinflow.emulator;

import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.route.SendResult;
import io.pinflow.schema.RecordKind;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Counts what becomes of the records of a run. Thread-safe. */
final class Tally {

  private final Map<RecordKind, KindTally> kinds = new EnumMap<>(RecordKind.class);
  private final List<RecordFailure> failures = new ArrayList<>();

  Tally() {
    for (RecordKind kind : RecordKind.values()) {
      kinds.put(kind, new KindTally());
    }
  }

  synchronized void sent(RecordKind kind) {
    kinds.get(kind).sent++;
  }

  synchronized void acknowledged(RecordKind kind, SendResult.Acknowledged result) {
    KindTally tally = kinds.get(kind);
    tally.acknowledged++;
    tally.ranges.compute(
        result.partition(), (partition, range) -> include(range, partition, result.position()));
  }

  synchronized void failed(Pending pending, String reason) {
    RecordKind kind = pending.record().kind();
    kinds.get(kind).failed++;
    if (failures.size() < EmulatorReport.LISTED_FAILURES) {
      failures.add(new RecordFailure(kind, pending.post().number(), reason));
    }
  }

  synchronized void retried(RecordKind kind, int records) {
    kinds.get(kind).retried += records;
  }

  synchronized Progress progress(OptionalLong total, Duration elapsed) {
    long acknowledged = 0;
    long failed = 0;
    long retried = 0;
    for (KindTally tally : kinds.values()) {
      acknowledged += tally.acknowledged;
      failed += tally.failed;
      retried += tally.retried;
    }
    return new Progress(total, acknowledged, failed, retried, elapsed);
  }

  synchronized EmulatorReport report(
      Place start, long posts, boolean exhausted, Route route, Duration elapsed) {
    Map<RecordKind, KindReport> reports = new EnumMap<>(RecordKind.class);
    kinds.forEach((kind, tally) -> reports.put(kind, tally.report(route.destination(kind))));
    return new EmulatorReport(
        start.posts(), start.refused(), posts, exhausted, reports, failures, elapsed);
  }

  private static PositionRange include(PositionRange range, String partition, BigInteger position) {
    return range == null
        ? new PositionRange(partition, position, position, 1)
        : range.including(position);
  }

  private static final class KindTally {
    private final Map<String, PositionRange> ranges = new TreeMap<>();
    private long sent;
    private long acknowledged;
    private long failed;
    private long retried;

    KindReport report(String destination) {
      return new KindReport(
          destination,
          sent,
          acknowledged,
          failed,
          retried,
          Collections.unmodifiableList(new ArrayList<>(ranges.values())));
    }
  }
}
