package io.pinflow.emulator;

import io.pinflow.emulator.route.Route;
import io.pinflow.schema.RecordKind;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;

/** Keeps a bounded number of requests under way until each record has its outcome. */
final class Dispatcher implements AutoCloseable {

  private final EmulatorConfig config;
  private final Route route;
  private final Tally tally;
  private final OpenPosts open;
  private final Semaphore permits;
  private final ScheduledExecutorService retries;
  private volatile boolean gaveUp;

  Dispatcher(EmulatorConfig config, Route route, Tally tally, OpenPosts open) {
    this.config = config;
    this.route = route;
    this.tally = tally;
    this.open = open;
    this.permits = new Semaphore(config.requestsInFlight());
    this.retries =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "emulator-retries");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts the delivery of a request's records; waits while too many are under way. */
  void dispatch(RecordKind kind, List<Pending> records) throws InterruptedException {
    permits.acquire();
    new Delivery(config, route, tally, this, retries, kind).start(records);
  }

  /** Waits until every record handed over has its outcome. */
  void awaitIdle() throws InterruptedException {
    permits.acquire(config.requestsInFlight());
    permits.release(config.requestsInFlight());
  }

  /** Whether the route stayed unavailable for longer than the retry timeout. */
  boolean gaveUp() {
    return gaveUp;
  }

  void giveUp() {
    gaveUp = true;
    open.stop();
  }

  void delivered() {
    permits.release();
  }

  @Override
  public void close() {
    retries.shutdownNow();
  }
}
