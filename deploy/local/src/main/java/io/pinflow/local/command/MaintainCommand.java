package io.pinflow.local.command;

import io.pinflow.local.job.TableUpkeep;
import io.pinflow.local.report.LocalErrors;
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
import picocli.CommandLine.Parameters;

@Command(
    name = "maintain",
    mixinStandardHelpOptions = true,
    description = {
      "Merges the small files of the Delta tables, shortens their logs and deletes unused files,",
      "beside the jobs that write to them. Prints a line per table: before -> after.",
      "Does all of it unless --compact or --vacuum is given."
    })
final class MaintainCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Parameters(paramLabel = "TABLE", description = "Names of tables (default: all).")
  private List<String> tables = List.of();

  @Option(
      names = "--compact",
      description = "Merge small files, leave out deleted rows, write a log checkpoint.")
  private boolean compact;

  @Option(names = "--vacuum", description = "Delete files which no version needs any more.")
  private boolean vacuum;

  @Option(names = "--dry-run", description = "Change nothing, tell what would be done.")
  private boolean dryRun;

  @Option(
      names = "--target-size",
      paramLabel = "SIZE",
      description = "Size of the files to make, such as 128mb (default: 128mb).")
  private String targetSize;

  @Option(
      names = "--min-files",
      paramLabel = "N",
      description = "How many small files of a partition it takes to merge them (default: 2).")
  private Integer minFiles;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description =
          "Compact only partitions which satisfy it, such as \"ingest_date < DATE '2026-01-01'\".")
  private String where;

  @Option(
      names = "--sort",
      paramLabel = "COLUMNS",
      description = "Sort the rows of merged files by these columns, such as a,b.")
  private String sort;

  @Option(
      names = "--retention",
      paramLabel = "TIME",
      description =
          "Keep unused files for this long, such as 7d (default: what the table says, else 7 days).")
  private String retention;

  @Option(
      names = "--unsafe-retention",
      description = "Accept a retention shorter than the table's; only while no job writes to it.")
  private boolean unsafeRetention;

  @Override
  public Integer call() {
    boolean all = !compact && !vacuum;
    if (!all && !compact) {
      refuseWithoutCompact("--target-size", targetSize);
      refuseWithoutCompact("--min-files", minFiles);
      refuseWithoutCompact("--where", where);
      refuseWithoutCompact("--sort", sort);
    }
    if (!all && !vacuum && retention != null) {
      throw LocalErrors.onlyWith("--retention", "--vacuum");
    }
    Home folder = home.existing();
    Ports ports = new Stack(folder, Terminal.progress()).running(EnumSet.of(Part.S3));
    FlinkClient client = new FlinkClient(folder, Installation.current(), ports);
    Progress.Step step = Terminal.progress().begin("maintaining tables");
    List<String> lines = TableUpkeep.run(client, arguments(all));
    step.done(lines.size() + (lines.size() == 1 ? " table" : " tables"));
    lines.forEach(System.out::println);
    return 0;
  }

  private static void refuseWithoutCompact(String option, Object value) {
    if (value != null) {
      throw LocalErrors.onlyWith(option, "--compact");
    }
  }

  /** As MaintenanceJob takes them, which checks them too. */
  private List<String> arguments(boolean all) {
    List<String> operations = new ArrayList<>();
    if (all || compact) {
      operations.addAll(List.of("compact", "checkpoint"));
    }
    if (all || vacuum) {
      operations.add("vacuum");
    }
    List<String> arguments = new ArrayList<>();
    put(arguments, "--operations", String.join(",", operations));
    put(arguments, "--tables", tables.isEmpty() ? null : String.join(",", tables));
    put(arguments, "--target-size", targetSize);
    put(arguments, "--min-files", minFiles);
    put(arguments, "--where", where);
    put(arguments, "--sort", sort);
    put(arguments, "--retention", retention);
    put(arguments, "--unsafe-retention", unsafeRetention);
    put(arguments, "--dry-run", dryRun);
    return arguments;
  }

  private static void put(List<String> arguments, String key, Object value) {
    if (value != null) {
      arguments.add(key);
      arguments.add(value.toString());
    }
  }
}
