package io.pinflow.emulator;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows a run to a person: a progress bar on a terminal, otherwise a plain line every few seconds,
 * as a log wants it.
 */
public final class ConsoleProgress implements ProgressListener, AutoCloseable {

  private static final long LINE_PERIOD_SECONDS = 5;
  private static final int BAR_WIDTH = 100;

  private final PrintStream out;
  private final boolean terminal;
  private ProgressBar bar;
  private long nextLineSeconds = LINE_PERIOD_SECONDS;

  /**
   * Shows progress on a stream, which stays open.
   *
   * @param terminal whether the stream is a terminal, where a line can be drawn over
   */
  public ConsoleProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void advanced(Progress progress) {
    if (terminal) {
      advanceBar(progress);
    } else if (progress.elapsed().toSeconds() >= nextLineSeconds) {
      nextLineSeconds = progress.elapsed().toSeconds() + LINE_PERIOD_SECONDS;
      out.println(line(progress));
    }
  }

  @Override
  public void finished(EmulatorReport report) {
    close();
  }

  /** Gives the terminal's line back; needed only where the run ended without a report. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private void advanceBar(Progress progress) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("posting")
              .setUnit(" records", 1)
              .setInitialMax(progress.total().orElse(-1))
              .setStyle(ProgressBarStyle.ASCII)
              .setMaxRenderedLength(BAR_WIDTH)
              .setConsumer(new ConsoleProgressBarConsumer(out))
              .showSpeed()
              .build();
    }
    bar.stepTo(progress.acknowledged() + progress.failed());
    if (progress.failed() + progress.retried() > 0) {
      bar.setExtraMessage(" failed " + progress.failed() + ", sent again " + progress.retried());
    }
  }

  private static String line(Progress progress) {
    double seconds = Math.max(1e-3, progress.elapsed().toNanos() / 1e9);
    String total = progress.total().isPresent() ? " of " + progress.total().getAsLong() : "";
    return String.format(
        Locale.ROOT,
        "posted %d%s records (%.0f/s), failed %d, sent again %d",
        progress.acknowledged(),
        total,
        progress.acknowledged() / seconds,
        progress.failed(),
        progress.retried());
  }
}
