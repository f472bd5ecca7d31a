package io.pinflow.emulator;

import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
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
  private final Place start;
  private final Tally tally;
  private final OpenPosts open;
  private final Dispatcher dispatcher;
  private final Batches batches;

  private Emulator(EmulatorConfig config, Route route, Place start) {
    this.config = config;
    this.route = route;
    this.start = start;
    this.tally = new Tally();
    this.open = new OpenPosts(start);
    this.dispatcher = new Dispatcher(config, route, tally, open);
    this.batches = new Batches(config, route.limits(), dispatcher);
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
    return new Emulator(config, route, Place.START).run(source, listener, PlaceKeeper.NONE);
  }

  /**
   * Sends a source as {@link #run(EmulatorConfig, PostSource, Route, ProgressListener)} does, and
   * keeps its place in a file. Resumed from that file after whatever end, even a {@code kill -9}, a
   * run sends every post that was not yet acknowledged or refused as a whole; posts that were being
   * sent at the end, and those of the last fifth of a second, are then sent again.
   *
   * @throws InterruptedException as above
   * @throws io.pinflow.emulator.error.EmulatorException if the source cannot be read, the file
   *     cannot be written, or the run to resume was one of another source or to another destination
   */
  public static EmulatorReport run(
      EmulatorConfig config,
      PostSource source,
      Route route,
      ProgressListener listener,
      ResumeFile file)
      throws InterruptedException {
    PlaceStore store = file.open(source.identity(), route.destination(RecordKind.PIN));
    Place start = store.start();
    if (start.begun()) {
      source.startAfter(start.mark());
    }
    Emulator emulator = new Emulator(config, route, start);
    try (PlaceSaver saver = new PlaceSaver(store, emulator.open)) {
      EmulatorReport report = emulator.run(source, listener, saver);
      saver.saveNow();
      return report;
    }
  }

  private EmulatorReport run(PostSource source, ProgressListener listener, PlaceKeeper keeper)
      throws InterruptedException {
    long begin = System.nanoTime();
    EmulatorReport report;
    try (dispatcher;
        ProgressTicker ticker = new ProgressTicker(listener, tally, source.records(), begin)) {
      Pacer pacer = new Pacer(config.postsPerSecond(), begin);
      long posts = 0;
      boolean exhausted = false;
      while (!dispatcher.gaveUp()) {
        keeper.check();
        Optional<Post> post = source.next();
        if (post.isEmpty()) {
          exhausted = true;
          break;
        }
        awaitTurn(pacer.dueTime(posts));
        take(post.get(), source.mark());
        posts++;
      }
      batches.flush();
      dispatcher.awaitIdle();
      ticker.stop();
      Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
      report = tally.report(start, posts, exhausted, route, elapsed);
    }
    listener.finished(report);
    return report;
  }

  private void take(Post post, long mark) throws InterruptedException {
    if (open.full()) {
      batches.flush();
      open.awaitRoom();
    }
    OpenPost opened = open.add(mark, post.records().size());
    for (PostRecord record : post.records()) {
      tally.sent(record.kind());
      batches.add(new Pending(record, opened));
    }
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
