package io.pinflow.local.command;

import io.pinflow.local.job.Jobs;
import io.pinflow.local.parity.Parity;
import io.pinflow.local.post.Posting;
import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.HomeLock;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Stack;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "parity",
    mixinStandardHelpOptions = true,
    description = {
      "Sends the same posts by Kafka and by Kinesis, cleans each path into tables of its own and compares them.",
      "Works on a stack of its own below the home, which is deleted afterwards. Prints what differs."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the tables are equal", "1:they differ, or a part failed"})
final class ParityCommand implements Callable<Integer> {

  @Mixin private HomeOption home;
  @Mixin private PostsOptions posts;
  @Mixin private PortOptions ports;

  @Override
  public Integer call() {
    Progress progress = Terminal.progress();
    var requested = ports.requested();
    // Opened once beforehand, so that nothing is started in vain.
    posts.open().close();
    Installation installation = Installation.current();
    Home parent = home.create();
    try (HomeLock unused = HomeLock.take(parent, "parity")) {
      Path folder = parent.root().resolve("parity");
      Folders.delete(folder);
      Home own = Home.at(folder);
      Stack stack = new Stack(own, progress);
      boolean equal;
      try (ShutdownGuard unusedGuard =
          ShutdownGuard.install(() -> DemoCommand.end(stack, progress))) {
        Posting posting = new Posting(0, progress, System.err, Terminal.interactive());
        Jobs jobs = new Jobs(own, progress);
        equal =
            new Parity(installation, stack, jobs, progress, System.out)
                .run(posts::open, posting, requested);
      }
      Folders.delete(folder);
      return equal ? 0 : 1;
    }
  }
}
