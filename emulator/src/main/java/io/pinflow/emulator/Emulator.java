package io.pinflow.emulator;

import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.emulator.source.PostSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends a source's posts over a route.
 *
 * <p>Delivery is at least once: every record is sent until it is acknowledged, refused, or its
 * retry timeout has passed, and each of these outcomes is in the report. A record whose
 * acknowledgement was lost is sent again and may then be stored twice. When a record's retry
 * timeout passes, the route counts as unavailable and the rest of the source is left unread.
 *
 * <p>Order: requests are formed in the source's order, one kind each. They arrive in that order
 * with one request in flight; with more, they may overtake each other.
 */
public final class Emulator {

  private final EmulatorConfig config;
  private final Route route;
  private final Tally tally;
  private final Dispatcher dispatcher;
  private final Batches batches;

  private Emulator(EmulatorConfig config, Route route) {
    this.config = config;
    this.route = route;
    this.tally = new Tally();
    this.dispatcher = new Dispatcher(config, route, tally);
    this.batches = new Batches(config, dispatcher);
  }

  /**
   * Sends the whole source and returns when every record has its outcome. Neither the source nor
   * the route is closed.
   *
   * @throws InterruptedException if the calling thread is interrupted; what is under way is then
   *     abandoned
   * @throws io.pinflow.emulator.error.EmulatorException if the source cannot be read
   */
  public static EmulatorReport run(
      EmulatorConfig config, PostSource source, Route route, ProgressListener listener)
      throws InterruptedException {
    return new Emulator(config, route).run(source, listener);
  }

  private EmulatorReport run(PostSource source, ProgressListener listener)
      throws InterruptedException {
    long start = System.nanoTime();
    EmulatorReport report;
    try (dispatcher;
        ProgressTicker ticker = new ProgressTicker(listener, tally, source.records(), start)) {
      Pacer pacer = new Pacer(config.postsPerSecond(), start);
      long posts = 0;
      boolean exhausted = false;
      while (!dispatcher.gaveUp()) {
        Optional<Post> post = source.next();
        if (post.isEmpty()) {
          exhausted = true;
          break;
        }
        awaitTurn(pacer.dueTime(posts));
        for (PostRecord record : post.get().records()) {
          tally.sent(record.kind());
          batches.add(new Pending(record, posts));
        }
        posts++;
      }
      batches.flush();
      dispatcher.awaitIdle();
      ticker.stop();
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      report = tally.report(posts, exhausted, route, elapsed);
    }
    listener.finished(report);
    return report;
  }

  /** Waits until the time has come, sending on the way what has lingered long enough. */
  private void awaitTurn(long dueTime) throws InterruptedException {
    while (true) {
      long now = System.nanoTime();
      long untilFlush = batches.nanosUntilFlush(now);
      if (untilFlush <= 0) {
        batches.flush();
        continue;
      }
      long untilDue = dueTime - now;
      if (untilDue <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.sleep(Math.min(untilDue, untilFlush));
    }
  }
}
