package io.pinflow.local.command;

import io.pinflow.local.stack.Lake;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Cleans the records of the quarantine once more with the rules of today and adds the rows of",
      "those which pass; waits for the end and prints what became of the records. Options of",
      "CleanJob may follow, for example:",
      "pinflow redrive --code too-large --max-record-size '16 mb'"
    })
final class RedriveCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      split = ",",
      description = "Only records quarantined for this reason, as too-large; may be repeated.")
  private final List<String> codes = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only records of this record time and later, as 2026-01-31T00:00:00Z.")
  private String since;

  @Option(
      names = "--to",
      paramLabel = "URI",
      defaultValue = Lake.TABLES,
      description = "Folder of the tables and their quarantine (default: ${DEFAULT-VALUE}).")
  private String tables;

  /** Everything else belongs to the job, which checks it. Picocli adds to the list. */
  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    return new CleanRun(home.existing(), "redrive").run(flink -> {}, options());
  }

  private List<String> options() {
    List<String> options =
        new ArrayList<>(List.of("--source", "quarantine", "--table-root", tables));
    if (!codes.isEmpty()) {
      options.addAll(List.of("--quarantine-code", String.join(",", codes)));
    }
    if (since != null) {
      options.addAll(List.of("--quarantine-since", since));
    }
    options.addAll(arguments);
    return options;
  }
}
