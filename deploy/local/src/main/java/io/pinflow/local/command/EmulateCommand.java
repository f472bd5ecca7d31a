package io.pinflow.local.command;

import io.pinflow.emulator.source.PostSource;
import io.pinflow.local.post.Posting;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.Stack;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "emulate",
    mixinStandardHelpOptions = true,
    description = "Posts to the REST gateway of the running stack.")
final class EmulateCommand implements Callable<Integer> {

  @Mixin private HomeOption home;
  @Mixin private PostsOptions posts;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description = "Posts per second; 0 for as fast as the gateway takes them (default).")
  private double rate;

  @Override
  public Integer call() {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw LocalErrors.outOfRange(
          "--rate", rate, "posts per second, or 0 for as fast as possible");
    }
    try (PostSource source = posts.open()) {
      Home folder = home.existing();
      Ports ports =
          new Stack(folder, Terminal.progress()).running(EnumSet.of(Part.KAFKA, Part.GATEWAY));
      var unused =
          new Posting(rate, Terminal.progress(), System.err, Terminal.interactive())
              .run(source, ports);
    }
    return 0;
  }
}
