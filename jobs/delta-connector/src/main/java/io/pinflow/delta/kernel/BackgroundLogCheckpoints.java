package io.pinflow.delta.kernel;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes log checkpoints of one table in a thread of its own, so that no commit waits for them: a
 * log checkpoint lists every live file and takes the longer the more there are.
 *
 * <p>One at a time, and with pauses so long that they take a tenth of the time at most; what is
 * asked for meanwhile is left out, the next interval makes up for it. The methods are to be called
 * by one thread.
 */
public final class BackgroundLogCheckpoints implements LogCheckpoints, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundLogCheckpoints.class);

  /** Times the last one's duration. */
  private static final int PAUSE = 9;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String path;
  private final Supplier<DeltaEngine> engines;
  private final LongSupplier nanoClock;
  private final ExecutorService thread;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicBoolean written = new AtomicBoolean();

  /** Only the thread sets it, and a later task in it, or close, reads it. */
  private volatile DeltaEngine engine;

  private volatile long pausedUntil;

  /**
   * @param path the table's root directory as a Flink path
   * @param engines makes the engine that the thread uses and closes
   */
  public BackgroundLogCheckpoints(String path, Supplier<DeltaEngine> engines) {
    this(path, engines, System::nanoTime);
  }

  BackgroundLogCheckpoints(String path, Supplier<DeltaEngine> engines, LongSupplier nanoClock) {
    this.path = path;
    this.engines = engines;
    this.nanoClock = nanoClock;
    this.pausedUntil = nanoClock.getAsLong();
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread created = new Thread(task, "delta log checkpoints of " + path);
              created.setDaemon(true);
              return created;
            });
  }

  @Override
  public void request() {
    if (nanoClock.getAsLong() - pausedUntil >= 0 && busy.compareAndSet(false, true)) {
      thread.execute(this::write);
    }
  }

  @Override
  public boolean takeWritten() {
    return written.getAndSet(false);
  }

  boolean isBusy() {
    return busy.get();
  }

  private void write() {
    long start = nanoClock.getAsLong();
    try {
      if (engine == null) {
        engine = engines.get();
      }
      if (new LogCheckpointTask(engine, DeltaTable.at(engine, path)).run()) {
        written.set(true);
      }
    } catch (RuntimeException e) {
      LOG.warn("No log checkpoint of {}, will try at the next interval", path, e);
    } finally {
      long end = nanoClock.getAsLong();
      pausedUntil = end + PAUSE * (end - start);
      busy.set(false);
    }
  }

  /**
   * Waits a while for the one that is being written. If the thread is interrupted, as that of a
   * cancelled task, it is given up: nobody sees a part of it.
   */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Gave up a log checkpoint of {} which took over {}", path, PATIENCE);
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    if (engine != null) {
      engine.close();
    }
  }
}
