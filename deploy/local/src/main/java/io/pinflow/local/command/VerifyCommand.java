package io.pinflow.local.command;

import io.pinflow.local.job.StackVerification;
import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.FlinkClient;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.Stack;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Proves that every record is accounted for exactly once: topics and streams",
      "against the raw archive, the archive against the tables. Prints a line per",
      "partition and shard, and the positions of what is missing or doubled. Jobs",
      "that are behind are waited for. What is not the stack's own is given by the",
      "jobs' options: --kafka-bootstrap-servers, --archive-root, --table-root, ..."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every record is accounted for", "1:one is not, or a part failed"})
final class VerifyCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "60s",
      description =
          "How long nothing may move while jobs are behind, or 'off' to look once (default: ${DEFAULT-VALUE}).")
  private String wait;

  /** Everything else belongs to the jobs' own verification, which checks it. Picocli adds to it. */
  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    Home folder = home.existing();
    Progress progress = Terminal.progress();
    Stack stack = new Stack(folder, progress);
    EnumSet<Part> needed = EnumSet.of(Part.S3);
    if (!arguments.contains("--kafka-bootstrap-servers")) {
      needed.add(Part.KAFKA);
    }
    Ports ports = stack.running(needed);
    List<String> given = new ArrayList<>(List.of("--wait", wait));
    given.addAll(arguments);
    Progress.Step step = progress.begin("accounting for every record");
    StackVerification found =
        StackVerification.run(
            new FlinkClient(folder, Installation.current(), ports),
            ports,
            stack.status(Part.KINESIS).up(),
            given);
    step.done(found.clean() ? "nothing is missing" : "not everything is accounted for");
    System.out.print(found.text());
    return found.clean() ? 0 : 1;
  }
}
