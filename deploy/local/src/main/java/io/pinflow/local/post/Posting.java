package io.pinflow.local.post;

import io.pinflow.emulator.ConsoleProgress;
import io.pinflow.emulator.Emulator;
import io.pinflow.emulator.EmulatorConfig;
import io.pinflow.emulator.EmulatorReport;
import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.emulator.route.RestKafkaRoute;
import io.pinflow.emulator.route.TopicNames;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Lake;
import io.pinflow.local.stack.Ports;
import java.io.PrintStream;
import java.net.URI;

/** Sends posts to the stack's REST gateway. */
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
    this.config = EmulatorConfig.defaults().withPostsPerSecond(rate);
    this.progress = progress;
    this.err = err;
    this.terminal = terminal;
  }

  /** Posts the whole source; fails unless every record was acknowledged. */
  public EmulatorReport run(PostSource posts, Ports ports) {
    Progress.Step step = progress.begin("posting to " + ports.gateway());
    EmulatorReport report;
    try (RestKafkaRoute route =
            new RestKafkaRoute(URI.create(ports.gateway()), TopicNames.of(Lake.ID));
        ConsoleProgress console = new ConsoleProgress(err, terminal)) {
      report = Emulator.run(config, posts, route, console);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted("posting");
    } catch (EmulatorException e) {
      throw LocalErrors.postingFailed(e.getMessage());
    }
    if (!report.complete()) {
      String first =
          report.failures().isEmpty()
              ? "the gateway stayed away"
              : report.failures().get(0).toString();
      throw LocalErrors.postingFailed(
          report.failed() + " records were not acknowledged, first: " + first);
    }
    step.done(report.posts() + " posts, " + report.acknowledged() + " records acknowledged");
    return report;
  }
}
