package io.pinflow.local.command;

import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.PartStatus;
import io.pinflow.local.stack.Stack;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows each part of the stack and the jobs.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every part is up", "1:a part is down", "2:there is no stack in this home"})
final class StatusCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Override
  public Integer call() {
    Home folder = home.existing();
    Stack stack = new Stack(folder, Terminal.progress());
    List<PartStatus> parts = stack.status(Installation.current());
    System.out.println("home " + folder.root());
    System.out.print(StatusReport.parts(parts));
    PartStatus jobManager = stack.status(Part.JOBMANAGER);
    if (jobManager.up()) {
      System.out.print(StatusReport.metrics(stack.requirePorts()));
      System.out.print(StatusReport.jobs(new FlinkRest(jobManager.address()).jobs()));
    }
    return parts.stream().allMatch(PartStatus::up) ? 0 : 1;
  }
}
