package io.pinflow.local.command;

import io.pinflow.local.demo.Demo;
import io.pinflow.local.job.Jobs;
import io.pinflow.local.post.Posting;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.HomeLock;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole pipeline: starts the stack, submits both jobs, posts, proves that every record is accounted",
      "for, answers the analytics and stops everything. Fails if a single record is missing."
    })
final class DemoCommand implements Callable<Integer> {

  @Mixin private HomeOption home;
  @Mixin private PostsOptions posts;
  @Mixin private PortOptions ports;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also writes each answer there as NN_name.csv; the folder is created.")
  private Path out;

  @Override
  public Integer call() {
    Progress progress = Terminal.progress();
    var requested = ports.requested();
    // Opened once beforehand, so that nothing is started in vain.
    posts.open().close();
    Optional<Path> csvFolder = Optional.ofNullable(out).map(DemoCommand::created);
    Installation installation = Installation.current();
    Home folder = home.create();
    try (HomeLock unused = HomeLock.take(folder, "demo")) {
      Stack stack = new Stack(folder, progress);
      // Also on the way out: whatever happens, no process stays.
      try (ShutdownGuard unusedGuard = ShutdownGuard.install(() -> end(stack, progress))) {
        Posting posting = new Posting(0, progress, System.err, Terminal.interactive());
        new Demo(folder, installation, stack, progress, System.out)
            .run(posts::open, posting, csvFolder, requested);
        new Jobs(folder, progress).stopAll(stack);
      }
    }
    return 0;
  }

  static void end(Stack stack, Progress progress) {
    Progress.Step step = progress.begin("ending the stack");
    stack.stop();
    step.done("every process has ended");
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw LocalErrors.missingFolder("--out", folder);
    }
  }
}
