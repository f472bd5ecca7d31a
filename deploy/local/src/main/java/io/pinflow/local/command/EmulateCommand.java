package io.pinflow.local.command;

import io.pinflow.emulator.EmulatorConfig;
import io.pinflow.emulator.ResumeFile;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.local.post.Destination;
import io.pinflow.local.post.Posting;
import io.pinflow.local.post.PostingReport;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "emulate",
    mixinStandardHelpOptions = true,
    description = {
      "Posts to the running stack, or elsewhere: every record at least once, and accounted for.",
      "Its place in the source is kept, so that a run which was killed or gave up can be resumed."
    })
final class EmulateCommand implements Callable<Integer> {

  @Mixin private HomeOption home;
  @Mixin private PostsOptions posts;
  @Mixin private DatabaseOptions database;
  @Mixin private RouteOptions route;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description = "Posts per second; 0 for as fast as the route takes them (default).")
  private double rate;

  @Option(
      names = "--retry-timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "How long to go on sending a record which is not taken (default: ${DEFAULT-VALUE}).")
  private long retryTimeout;

  @Option(
      names = "--resume",
      description =
          "Go on where the last run stopped; what was under way then may be sent twice, nothing is"
              + " left out.")
  private boolean resume;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Where the run keeps its place (default: emulation.json in the home).")
  private Path state;

  @Override
  public Integer call() {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw LocalErrors.outOfRange(
          "--rate", rate, "posts per second, or 0 for as fast as possible");
    }
    if (retryTimeout < 0 || retryTimeout > Duration.ofDays(1).toSeconds()) {
      throw LocalErrors.outOfRange("--retry-timeout", retryTimeout, "seconds, a day's at most");
    }
    route.check();
    EmulatorConfig config =
        EmulatorConfig.defaults()
            .withPostsPerSecond(rate)
            .withRetryTimeout(Duration.ofSeconds(retryTimeout));
    try (PostSource source = posts.open(database)) {
      Home folder = route.elsewhere() ? home.create() : home.existing();
      Destination destination =
          route.elsewhere()
              ? route.open()
              : route.open(new Stack(folder, Terminal.progress()).running(route.parts()));
      Path file = state == null ? folder.emulation() : state;
      new Posting(config, Terminal.progress(), System.err, Terminal.interactive())
          .run(
              source,
              destination,
              new ResumeFile(file, resume),
              report -> PostingReport.print(report, System.out));
    }
    return 0;
  }
}
