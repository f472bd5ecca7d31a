package io.pinflow.local.post;

import io.pinflow.emulator.EmulatorReport;
import io.pinflow.emulator.KindReport;
import io.pinflow.emulator.PositionRange;
import java.io.PrintStream;

/** What a run of the emulator delivered, for people: a line a topic or stream and their parts. */
public final class PostingReport {

  private PostingReport() {}

  public static void print(EmulatorReport report, PrintStream out) {
    for (KindReport kind : report.kinds().values()) {
      out.printf(
          "%s: %d delivered, %d sent again, %d failed%n",
          kind.destination(), kind.acknowledged(), kind.retried(), kind.failed());
      for (PositionRange range : kind.ranges()) {
        out.printf(
            "  %s: %d records in %d..%d%n",
            range.partition(), range.records(), range.first(), range.last());
      }
    }
  }
}
