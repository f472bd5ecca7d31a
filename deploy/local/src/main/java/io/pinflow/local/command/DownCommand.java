package io.pinflow.local.command;

import io.pinflow.local.job.Jobs;
import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.HomeLock;
import io.pinflow.local.stack.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description =
        "Saves the jobs' state and ends every process of the stack; what it holds stays in its home.")
final class DownCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Override
  public Integer call() {
    Progress progress = Terminal.progress();
    if (!home.exists()) {
      progress.note("nothing to end: there is no stack in this home");
      return 0;
    }
    Home folder = home.existing();
    try (HomeLock unused = HomeLock.take(folder, "down")) {
      Stack stack = new Stack(folder, progress);
      new Jobs(folder, progress).stopAll(stack);
      Progress.Step step = progress.begin("ending the stack");
      stack.stop();
      step.done("every process has ended");
    }
    return 0;
  }
}
