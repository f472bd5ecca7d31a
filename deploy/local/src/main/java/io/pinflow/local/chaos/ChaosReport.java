package io.pinflow.local.chaos;

import io.pinflow.local.job.StackVerification;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells what happens, a line for each fault, and in the end what came of it. */
final class ChaosReport {

  /** The first of what is wrong tell as much as all. */
  private static final int SHOWN = 20;

  private static final int SHOWN_CHARACTERS = 200;

  private final PrintStream out;
  private final Map<FaultKind, Integer> injected = new EnumMap<>(FaultKind.class);
  private Duration longestRecovery = Duration.ZERO;
  private FaultKind longest;
  private long rows;

  ChaosReport(PrintStream out) {
    this.out = out;
  }

  /**
   * A fault from which the pipeline has recovered.
   *
   * @param at from the first fault on
   * @param lasted until it was mended
   * @param recovery from then on
   */
  void recovered(Duration at, Fault fault, Duration lasted, Duration recovery) {
    injected.merge(fault.kind(), 1, Integer::sum);
    if (recovery.compareTo(longestRecovery) > 0) {
      longestRecovery = recovery;
      longest = fault.kind();
    }
    out.printf(
        Locale.ROOT,
        "%7.1f s  %-18s mended after %5.1f s, recovered in %5.1f s%n",
        seconds(at),
        fault.kind().label(),
        seconds(lasted),
        seconds(recovery));
    out.flush();
  }

  void skipped(Fault fault) {
    out.printf("           %-18s left out: there are no streams%n", fault.kind().label());
  }

  void stored(long rowsRead) {
    rows = rowsRead;
  }

  void disturbed(int s3Requests, int kinesisRequests) {
    out.printf("requests disturbed: %d to S3, %d to Kinesis%n", s3Requests, kinesisRequests);
  }

  /** The account of the run; returns whether all is well. */
  boolean outcome(Comparison comparison, SentRecords sent, StackVerification verification) {
    out.println(
        "faults: "
            + injected.entrySet().stream()
                .map(entry -> entry.getKey().label() + " " + entry.getValue())
                .collect(Collectors.joining(", ")));
    if (longest != null) {
      out.printf(
          Locale.ROOT,
          "longest recovery: %.1f s, after %s%n",
          seconds(longestRecovery),
          longest.label());
    }
    out.printf(
        "acknowledged: %d records, %d contents; stored: %d rows%n",
        sent.acknowledgements(), sent.acknowledgedContents().size(), rows);
    list("lost", comparison.lost());
    list("duplicated", comparison.duplicated());
    list("sent by nobody", comparison.foreign());
    out.print(verification.text());
    out.flush();
    return comparison.clean() && verification.clean();
  }

  private void list(String what, List<Content> contents) {
    out.println(what + ": " + contents.size());
    contents.stream()
        .limit(SHOWN)
        .map(content -> "  " + content)
        .map(line -> line.substring(0, Math.min(line.length(), SHOWN_CHARACTERS)))
        .forEach(out::println);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
