package io.pinflow.emulator;

import io.pinflow.emulator.error.EmulatorException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Stores a run's place a few times a second while it changes, and at the run's end. */
final class PlaceSaver implements PlaceKeeper, AutoCloseable {

  private static final long PERIOD_MILLIS = 200;

  private final PlaceStore store;
  private final OpenPosts open;
  private final ScheduledExecutorService timer;
  private Place saved;
  private volatile EmulatorException failure;

  PlaceSaver(PlaceStore store, OpenPosts open) {
    this.store = store;
    this.open = open;
    this.saved = open.settled();
    store.save(saved);
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "emulator-state");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleWithFixedDelay(
            this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void check() {
    if (failure != null) {
      throw failure;
    }
  }

  /** Stores the place, if it has changed. */
  synchronized void saveNow() {
    Place place = open.settled();
    if (!place.equals(saved)) {
      store.save(place);
      saved = place;
    }
  }

  private void tick() {
    try {
      saveNow();
    } catch (EmulatorException e) {
      failure = e;
    }
  }

  /** Stores the place once more, so that a run which failed loses nothing of it. */
  @Override
  public void close() {
    timer.shutdownNow();
    tick();
  }
}
