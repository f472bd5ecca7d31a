package io.pinflow.emulator;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells a listener a few times a second how far the run is, and once more at its end. */
final class ProgressTicker implements AutoCloseable {

  private static final long PERIOD_MILLIS = 200;

  private final ProgressListener listener;
  private final Tally tally;
  private final OptionalLong total;
  private final long start;
  private final ScheduledExecutorService timer;

  ProgressTicker(ProgressListener listener, Tally tally, OptionalLong total, long start) {
    this.listener = listener;
    this.tally = tally;
    this.total = total;
    this.start = start;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "emulator-progress");
              thread.setDaemon(true);
              return thread;
            });
    var unused = timer.scheduleAtFixedRate(this::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Ends the ticking and shows the final state from the calling thread. */
  void stop() throws InterruptedException {
    timer.shutdownNow();
    timer.awaitTermination(PERIOD_MILLIS * 10, TimeUnit.MILLISECONDS);
    tick();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void tick() {
    listener.advanced(tally.progress(total, Duration.ofNanos(System.nanoTime() - start)));
  }
}
