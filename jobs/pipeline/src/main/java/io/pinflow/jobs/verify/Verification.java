package io.pinflow.jobs.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Looks again and again until everything is accounted for, or nothing has moved for a while: jobs
 * at work are behind what they read, and their tables and archive are not committed in one.
 */
final class Verification {

  /** Commits of one checkpoint follow one another within it. */
  private static final Duration STILL = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** Takes the next look. */
  interface Looks {
    Report take() throws IOException;
  }

  private final Looks looks;
  private final Duration wait;
  private final LongSupplier nanoClock;
  private final Consumer<Duration> pause;

  /**
   * A verification by a clock of one's own, for tests too.
   *
   * @param wait how long nothing may move while records are pending
   */
  Verification(Looks looks, Duration wait, LongSupplier nanoClock, Consumer<Duration> pause) {
    this.looks = looks;
    this.wait = wait;
    this.nanoClock = nanoClock;
    this.pause = pause;
  }

  /** The last look's report. */
  Report run() throws IOException {
    Report report = looks.take();
    long moved = nanoClock.getAsLong();
    while (!report.isClean() && nanoClock.getAsLong() - moved < patience(report).toNanos()) {
      pause.accept(BETWEEN_LOOKS);
      Report next = looks.take();
      if (!next.text().equals(report.text())) {
        moved = nanoClock.getAsLong();
      }
      report = next;
    }
    return report;
  }

  private Duration patience(Report report) {
    return report.isPending() || wait.compareTo(STILL) < 0 ? wait : STILL;
  }
}
