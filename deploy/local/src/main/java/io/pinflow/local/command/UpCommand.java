package io.pinflow.local.command;

import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.HomeLock;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description =
        "Starts the stack: Kafka, S3, Kinesis (where Node is there), Flink, the REST gateway and the SQL gateway.")
final class UpCommand implements Callable<Integer> {

  @Mixin private HomeOption home;
  @Mixin private PortOptions ports;

  @Override
  public Integer call() {
    Home folder = home.create();
    Progress progress = Terminal.progress();
    try (HomeLock unused = HomeLock.take(folder, "up")) {
      Stack stack = new Stack(folder, progress);
      try (ShutdownGuard guard = ShutdownGuard.install(stack::stopStarted)) {
        Installation installation = Installation.current();
        var running = stack.up(installation, ports.requested());
        guard.release();
        System.out.print(StatusReport.parts(stack.status(installation)));
        System.out.println("Web UI: " + running.flink() + "   logs: " + folder.logs());
      }
    }
    return 0;
  }
}
