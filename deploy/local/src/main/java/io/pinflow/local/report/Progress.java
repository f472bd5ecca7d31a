package io.pinflow.local.report;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells on one stream what a long step is doing: a single line that updates itself on a terminal,
 * plain lines at most every five seconds elsewhere. Thread-safe: steps of several threads share the
 * line.
 */
public final class Progress {

  private static final long TERMINAL_INTERVAL_NANOS = 100_000_000L;
  private static final long PLAIN_INTERVAL_NANOS = 5_000_000_000L;
  private static final int MAX_WIDTH = 118;

  private final PrintStream out;
  private final boolean terminal;
  private boolean lineOpen;

  public Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Announces a step; end it with {@link Step#done}. */
  public Step begin(String what) {
    Step step = new Step(what);
    step.show("");
    return step;
  }

  /** A line of its own between the steps. */
  public synchronized void note(String line) {
    clear();
    out.println(line);
  }

  private void clear() {
    if (lineOpen) {
      out.print("\r\033[K");
      lineOpen = false;
    }
  }

  private synchronized void print(String line, boolean last) {
    clear();
    if (terminal && !last) {
      out.print(line.length() > MAX_WIDTH ? line.substring(0, MAX_WIDTH) : line);
      lineOpen = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** One long step. */
  public final class Step {
    private final String what;
    private final long started = System.nanoTime();
    private long shown;

    private Step(String what) {
      this.what = what;
    }

    /** Shows how far the step has come, unless the last update is too recent. */
    public synchronized void update(String detail) {
      long interval = terminal ? TERMINAL_INTERVAL_NANOS : PLAIN_INTERVAL_NANOS;
      if (System.nanoTime() - shown >= interval) {
        show(detail);
      }
    }

    public void done(String detail) {
      String seconds = String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - started) / 1e9);
      print("  " + what + ": " + (detail.isEmpty() ? "done" : detail) + " (" + seconds + ")", true);
    }

    private synchronized void show(String detail) {
      shown = System.nanoTime();
      print("  " + what + (detail.isEmpty() ? " ..." : ": " + detail), false);
    }
  }
}
