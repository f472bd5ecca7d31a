package io.pinflow.local.post;

import io.pinflow.emulator.ConsoleProgress;
import io.pinflow.emulator.Emulator;
import io.pinflow.emulator.EmulatorConfig;
import io.pinflow.emulator.EmulatorReport;
import io.pinflow.emulator.ResumeFile;
import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.emulator.route.RestKafkaRoute;
import io.pinflow.emulator.route.RestKinesisRoute;
import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.route.StreamNames;
import io.pinflow.emulator.route.TopicNames;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Lake;
import io.pinflow.local.stack.Ports;
import java.io.PrintStream;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends posts to the stack's REST gateway, or to wherever else. */
public final class Posting {

  private final EmulatorConfig config;
  private final Progress progress;
  private final PrintStream err;
  private final boolean terminal;

  /**
   * A way to post.
   *
   * @param rate posts per second, or 0 for as fast as the gateway takes them
   */
  public Posting(double rate, Progress progress, PrintStream err, boolean terminal) {
    this(EmulatorConfig.defaults().withPostsPerSecond(rate), progress, err, terminal);
  }

  /** A way to post. */
  public Posting(EmulatorConfig config, Progress progress, PrintStream err, boolean terminal) {
    this.config = config;
    this.progress = progress;
    this.err = err;
    this.terminal = terminal;
  }

  /** Posts the whole source to the topics; fails unless every record was acknowledged. */
  public EmulatorReport run(PostSource posts, Ports ports) {
    return run(posts, ports.gateway() + "/topics", toTopics(ports));
  }

  /** Posts the whole source to the streams; fails unless every record was acknowledged. */
  public EmulatorReport runToStreams(PostSource posts, Ports ports) {
    return run(posts, ports.gateway() + "/streams", toStreams(ports));
  }

  /**
   * Posts every second post to the topics, and the others to the streams; fails unless every record
   * was acknowledged.
   *
   * @param posts opens the source anew each time
   */
  public void runByBothPaths(Supplier<PostSource> posts, Ports ports) {
    try (PostSource odd = EverySecondPost.odd(posts.get())) {
      var unused = run(odd, ports);
    }
    try (PostSource even = EverySecondPost.even(posts.get())) {
      var unused = runToStreams(even, ports);
    }
  }

  /** The gateway's way to the topics. */
  public static Route toTopics(Ports ports) {
    return new RestKafkaRoute(URI.create(ports.gateway()), TopicNames.of(Lake.ID));
  }

  /** The gateway's way to the streams. */
  public static Route toStreams(Ports ports) {
    return new RestKinesisRoute(
        URI.create(ports.gateway()), StreamNames.of(Lake.ID), Optional.empty());
  }

  /**
   * Posts a whole source, or what an earlier run has left of it, and closes the destination's
   * route; fails unless every record was acknowledged.
   *
   * @param file keeps the run's place
   * @param account told what was delivered, also if not all was
   */
  public void run(
      PostSource posts,
      Destination destination,
      ResumeFile file,
      Consumer<EmulatorReport> account) {
    Progress.Step step = progress.begin("posting to " + destination.address());
    EmulatorReport report;
    try (Route route = destination.route();
        ConsoleProgress console = new ConsoleProgress(err, terminal)) {
      report = Emulator.run(config, posts, route, console, file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted("posting");
    } catch (EmulatorException e) {
      throw LocalErrors.postingFailed(e.getMessage());
    }
    account.accept(report);
    if (!report.exhausted()) {
      throw LocalErrors.postingFailed(
          notAcknowledged(report) + "; go on later with the same options and --resume");
    }
    if (report.failed() > 0) {
      throw LocalErrors.postingFailed(notAcknowledged(report));
    }
    if (report.earlierRefused() > 0) {
      throw LocalErrors.postingFailed(
          report.earlierRefused() + " records were refused when earlier runs sent them");
    }
    step.done(
        report.posts()
            + " posts, "
            + report.acknowledged()
            + " records acknowledged"
            + (report.earlierPosts() > 0 ? ", after " + report.earlierPosts() + " posts" : ""));
  }

  private EmulatorReport run(PostSource posts, String where, Route to) {
    Progress.Step step = progress.begin("posting to " + where);
    EmulatorReport report;
    try (Route route = to;
        ConsoleProgress console = new ConsoleProgress(err, terminal)) {
      report = Emulator.run(config, posts, route, console);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted("posting");
    } catch (EmulatorException e) {
      throw LocalErrors.postingFailed(e.getMessage());
    }
    if (!report.complete()) {
      throw LocalErrors.postingFailed(notAcknowledged(report));
    }
    step.done(report.posts() + " posts, " + report.acknowledged() + " records acknowledged");
    return report;
  }

  /** What a run that is not complete has left undone. */
  public static String notAcknowledged(EmulatorReport report) {
    String first =
        report.failures().isEmpty() ? "the route stayed away" : report.failures().get(0).toString();
    return report.failed() + " records were not acknowledged, first: " + first;
  }
}
