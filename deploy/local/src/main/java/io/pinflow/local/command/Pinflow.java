package io.pinflow.local.command;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.LocalException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The top of the command line. */
@Command(
    name = "pinflow",
    mixinStandardHelpOptions = true,
    version = "pinflow 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs the Pinflow pipeline on this machine.",
    footer = {"", "Try: pinflow demo", "Help on one command: pinflow COMMAND --help"},
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      StatusCommand.class,
      MonitorCommand.class,
      DoctorCommand.class,
      SubmitCommand.class,
      StopCommand.class,
      ReplayCommand.class,
      RedriveCommand.class,
      EmulateCommand.class,
      SqlCommand.class,
      TablesCommand.class,
      MaintainCommand.class,
      ScheduleCommand.class,
      VerifyCommand.class,
      ParityCommand.class,
      ChaosCommand.class,
      BenchCommand.class,
      DownCommand.class,
      ExplainCommand.class
    })
public final class Pinflow {

  /**
   * The command line with this program's way of reporting: one line on the error stream, and the
   * exit code.
   */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Pinflow());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Pinflow::reportUsage);
    line.setExecutionExceptionHandler(Pinflow::reportFailure);
    line.setExecutionStrategy(Pinflow::run);
    return line;
  }

  private static int run(ParseResult parsed) {
    if (!parsed.hasSubcommand()
        && !parsed.isUsageHelpRequested()
        && !parsed.isVersionHelpRequested()) {
      CommandLine line = parsed.commandSpec().commandLine();
      throw new ParameterException(line, "a command is missing");
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int reportUsage(ParameterException problem, String[] args) {
    CommandLine line = problem.getCommandLine();
    String hint = line.getCommandSpec().qualifiedName() + " --help";
    String message = firstLine(problem.getMessage());
    if (problem instanceof UnmatchedArgumentException) {
      message = Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
    print(line.getErr(), message + "; see: " + hint);
    return LocalException.USAGE;
  }

  private static int reportFailure(Exception failure, CommandLine line, ParseResult parsed) {
    if (ShutdownGuard.isShuttingDown()) {
      return LocalException.FAILED;
    }
    if (failure instanceof LocalException known) {
      print(line.getErr(), known.getMessage());
      return known.exitCode();
    }
    print(line.getErr(), "unexpected failure: " + LocalErrors.reason(failure));
    if (Boolean.getBoolean("pinflow.trace")) {
      failure.printStackTrace(line.getErr());
    }
    return LocalException.FAILED;
  }

  private static void print(PrintWriter err, String message) {
    err.println("pinflow: " + firstLine(message));
    err.flush();
  }

  private static String firstLine(String message) {
    return message == null ? "no reason given" : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
