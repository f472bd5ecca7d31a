package io.pinflow.local.command;

import io.pinflow.local.doctor.Finding;
import io.pinflow.local.doctor.FindingTable;
import io.pinflow.local.doctor.JobFindings;
import io.pinflow.local.doctor.StackFindings;
import io.pinflow.local.job.StackSettings;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.FlinkClient;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.ScratchHome;
import io.pinflow.local.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks whether everything is there that the pipeline needs, and says how to mend what is not.",
      "Without --config: this machine, the stack, and what the jobs need of it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:no error was found", "1:there is an error"})
final class DoctorCommand implements Callable<Integer> {

  private static final String CONFIGURATION = "FLINK_CONF_DIR";

  @Mixin private HomeOption home;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "Look at what jobs with these settings need: property groups as the managed service has them.",
        "S3 is reached as the Flink configuration of FLINK_CONF_DIR says, else as the stack does."
      })
  private Path config;

  @Override
  public Integer call() {
    List<Finding> findings = config == null ? ofStack() : ofSettings();
    System.out.print(FindingTable.of(findings));
    return findings.stream().anyMatch(Finding::isError) ? 1 : 0;
  }

  private List<Finding> ofStack() {
    Installation installation = Installation.current();
    List<Finding> findings = new ArrayList<>(StackFindings.ofMachine(installation, home.folder()));
    if (!home.exists()) {
      findings.addAll(StackFindings.ofNoStack(home.folder()));
      return findings;
    }
    Home folder = home.existing();
    Stack stack = new Stack(folder, Terminal.progress());
    findings.addAll(StackFindings.ofStack(stack, installation, folder));
    if (stack.status(Part.KAFKA).up() || stack.status(Part.S3).up()) {
      stack.ports().ifPresent(ports -> findings.addAll(ofJobs(stack, folder, ports)));
    }
    return findings;
  }

  private static List<Finding> ofJobs(Stack stack, Home home, Ports ports) {
    String settings = StackSettings.json(ports, stack.status(Part.KINESIS).up());
    try {
      Path file = Files.createTempFile(home.run(), "doctor", ".json");
      try {
        Files.writeString(file, settings);
        return JobFindings.of(new FlinkClient(home, Installation.current(), ports), file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw LocalErrors.io("writing below " + home.run(), e);
    }
  }

  private List<Finding> ofSettings() {
    if (!Files.isReadable(config) || Files.isDirectory(config)) {
      throw LocalErrors.missingFile("--config", config);
    }
    Installation installation = Installation.current();
    Optional<Path> configuration = Optional.ofNullable(System.getenv(CONFIGURATION)).map(Path::of);
    if (configuration.isEmpty() && home.exists()) {
      Home folder = home.existing();
      Optional<Ports> ports = new Stack(folder, Terminal.progress()).ports();
      if (ports.isPresent()) {
        return JobFindings.of(new FlinkClient(folder, installation, ports.get()), config);
      }
    }
    try (ScratchHome scratch = ScratchHome.create()) {
      return JobFindings.of(
          FlinkClient.ofUser(scratch.home(), installation, configuration), config);
    }
  }
}
