package io.pinflow.local.command;

import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.job.PipelineJob;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Lake;
import java.util.ArrayList;
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
    List<String> options =
        new ArrayList<>(
            List.of("--source", "archive", "--archive-root", Lake.ARCHIVE, "--table-root", tables));
    options.addAll(arguments);
    return new CleanRun(home.existing(), "replay").run(this::refuseBesideTheWriter, options);
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
