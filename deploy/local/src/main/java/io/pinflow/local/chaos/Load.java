package io.pinflow.local.chaos;

import io.pinflow.emulator.Emulator;
import io.pinflow.emulator.EmulatorConfig;
import io.pinflow.emulator.EmulatorReport;
import io.pinflow.emulator.ProgressListener;
import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.emulator.route.Route;
import io.pinflow.local.post.Posting;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A steady stream of posts, to the topics and, where there are any, some to the streams. */
final class Load implements AutoCloseable {

  /** Longer than any outage: a record is sent until it is acknowledged. */
  private static final Duration RETRY_TIMEOUT = Duration.ofMinutes(10);

  /** The local Kinesis server is slow, and the slower the more it holds. */
  private static final double STREAMS_SHARE = 0.2;

  private final SentRecords sent;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<EndlessPosts> sources = new ArrayList<>();
  private final List<Future<EmulatorReport>> runs = new ArrayList<>();

  private Load(SentRecords sent) {
    this.sent = sent;
  }

  /**
   * Begins to post.
   *
   * @param rate posts a second, over all paths
   */
  static Load start(long seed, double rate, boolean kinesis, Ports ports, SentRecords sent) {
    Load load = new Load(sent);
    double toStreams = kinesis ? rate * STREAMS_SHARE : 0;
    load.run(rate - toStreams, new EndlessPosts(seed), Posting.toTopics(ports));
    if (kinesis) {
      load.run(toStreams, new EndlessPosts(seed + 1), Posting.toStreams(ports));
    }
    return load;
  }

  private void run(double rate, EndlessPosts posts, Route to) {
    EmulatorConfig config =
        EmulatorConfig.defaults().withPostsPerSecond(rate).withRetryTimeout(RETRY_TIMEOUT);
    sources.add(posts);
    runs.add(
        threads.submit(
            () -> {
              try (Route route = new RecordingRoute(to, sent)) {
                return Emulator.run(config, posts, route, ProgressListener.NONE);
              }
            }));
  }

  /** Ends the posts and waits until each has its outcome; fails if a record was given up. */
  void finish() {
    sources.forEach(EndlessPosts::stop);
    for (Future<EmulatorReport> run : runs) {
      try {
        EmulatorReport report = run.get();
        if (!report.complete()) {
          throw LocalErrors.postingFailed(Posting.notAcknowledged(report));
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof EmulatorException known
            ? LocalErrors.postingFailed(known.getMessage())
            : LocalErrors.requestFailed("posting", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw LocalErrors.interrupted("posting");
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
