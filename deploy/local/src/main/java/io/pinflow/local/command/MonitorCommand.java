package io.pinflow.local.command;

import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.HomeLock;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.PrometheusPackage;
import io.pinflow.local.stack.Stack;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "monitor",
    mixinStandardHelpOptions = true,
    description = {
      "Starts Prometheus beside the running stack, whose metrics it scrapes; 'pinflow down' ends it too.",
      "Without a Prometheus on the PATH it fetches Debian's package, into the project's target folder."
    })
final class MonitorCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Override
  public Integer call() {
    Home folder = home.existing();
    Progress progress = Terminal.progress();
    try (HomeLock unused = HomeLock.take(folder, "monitor")) {
      Stack stack = new Stack(folder, progress);
      Ports unusedPorts = stack.running(EnumSet.of(Part.JOBMANAGER, Part.TASKMANAGER));
      Installation installation = Installation.current();
      if (installation.prometheus().isEmpty()) {
        Progress.Step step = progress.begin("fetching Debian's package of Prometheus");
        PrometheusPackage.fetch(folder, installation);
        step.done("");
      }
      try (ShutdownGuard guard = ShutdownGuard.install(stack::stopStarted)) {
        Ports ports = stack.monitor(installation);
        guard.release();
        System.out.println("Prometheus: " + ports.prometheus());
        System.out.print(StatusReport.metrics(ports));
        System.out.println(
            "Dashboard for Grafana: " + installation.monitoring().resolve("dashboard.json"));
      }
    }
    return 0;
  }
}
