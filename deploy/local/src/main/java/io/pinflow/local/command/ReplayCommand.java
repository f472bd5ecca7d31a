package io.pinflow.local.command;

import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.job.Jobs;
import io.pinflow.local.job.PipelineJob;
import io.pinflow.local.job.ReplayCounts;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.sql.TextTable;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.HomeLock;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Lake;
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
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Cleans the raw archive again and adds the rows which the tables lack; waits for the end and",
      "prints what became of the records. Options of CleanJob may follow, for example:",
      "pinflow replay --to s3://pinflow/lake2 --archive-from 2026-01-31T00:00:00Z"
    })
final class ReplayCommand implements Callable<Integer> {

  private static final int ROWS = 10;

  @Mixin private HomeOption home;

  @Option(
      names = "--to",
      paramLabel = "URI",
      defaultValue = Lake.TABLES,
      description = "Folder of the tables, made where it is missing (default: ${DEFAULT-VALUE}).")
  private String tables;

  /** Everything else belongs to the job, which checks it. Picocli adds to the list. */
  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    Home folder = home.existing();
    try (HomeLock unused = HomeLock.take(folder, "replay")) {
      Ports ports =
          new Stack(folder, Terminal.progress())
              .running(EnumSet.of(Part.JOBMANAGER, Part.TASKMANAGER, Part.S3));
      Jobs jobs = new Jobs(folder, Terminal.progress());
      refuseBesideTheWriter(new FlinkRest(ports.flink()));
      List<String> options =
          new ArrayList<>(
              List.of(
                  "--source", "archive", "--archive-root", Lake.ARCHIVE, "--table-root", tables));
      options.addAll(arguments);
      String jobId =
          jobs.runToEnd(PipelineJob.CLEAN, "replay", options, Installation.current(), ports);
      System.out.print(TextTable.of(ReplayCounts.read(new FlinkRest(ports.flink()), jobId), ROWS));
    }
    return 0;
  }

  /** Of two jobs which write the same records neither knows what the other adds. */
  private void refuseBesideTheWriter(FlinkRest flink) {
    for (String jobId : flink.running(PipelineJob.CLEAN.label())) {
      if (flink.setting(jobId, "table-root").filter(tables::equals).isPresent()) {
        throw LocalErrors.impossible(
            "replay",
            "job 'CleanJob' is writing to "
                + tables
                + "; stop it (pinflow stop CleanJob), or give another --to");
      }
    }
  }
}
