package io.pinflow.local.command;

import io.pinflow.local.chaos.Chaos;
import io.pinflow.local.chaos.ChaosOptions;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.HomeLock;
import io.pinflow.local.stack.Installation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Kills, cuts off, slows down and restarts parts of the running pipeline under a steady load,",
      "and proves in the end that every acknowledged record is stored exactly once.",
      "Works on a stack of its own below the home, which is deleted afterwards if all is well."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing was lost or stored twice",
      "1:something was, or the pipeline has not recovered"
    })
final class ChaosCommand implements Callable<Integer> {

  private static final int MOST_MINUTES = 24 * 60;
  private static final double MOST_POSTS = 10_000;

  @Mixin private HomeOption home;
  @Mixin private PortOptions ports;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "5",
      description =
          "For how long faults are injected (default: ${DEFAULT-VALUE}); each kind occurs from 10 on.")
  private int minutes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "The same seed and minutes make the same posts and faults (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "40",
      description = "Posts a second, three records each (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Override
  public Integer call() {
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw LocalErrors.outOfRange("--minutes", minutes, "a number from 1 to " + MOST_MINUTES);
    }
    if (!(rate >= 1) || rate > MOST_POSTS) {
      throw LocalErrors.outOfRange("--rate", rate, "a number from 1 to " + (int) MOST_POSTS);
    }
    Progress progress = Terminal.progress();
    var requested = ports.requested();
    Installation installation = Installation.current();
    Home parent = home.create();
    try (HomeLock unused = HomeLock.take(parent, "chaos")) {
      Path folder = parent.root().resolve("chaos");
      Folders.delete(folder);
      boolean clean;
      try (Chaos chaos = new Chaos(Home.at(folder), installation, progress, System.out);
          ShutdownGuard unusedGuard =
              ShutdownGuard.install(() -> DemoCommand.end(chaos.stack(), progress))) {
        clean = chaos.run(new ChaosOptions(seed, minutes, rate), requested);
      }
      if (clean) {
        Folders.delete(folder);
      } else {
        progress.note("  what is stored and the logs are kept in " + folder);
      }
      return clean ? 0 : 1;
    }
  }
}
