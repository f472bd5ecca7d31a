package io.pinflow.local.job;

import io.pinflow.local.stack.FlinkClient;
import io.pinflow.local.stack.Lake;
import java.util.ArrayList;
import java.util.List;

/** Compaction, log checkpoints and vacuum of the home's tables, as the jobs' main class does it. */
public final class TableUpkeep {

  private TableUpkeep() {}

  /**
   * Does it in a process of its own.
   *
   * @param options those of MaintenanceJob, which refuses what is wrong
   * @return a line for each table
   */
  public static List<String> run(FlinkClient client, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("maintain", "--table-root", Lake.TABLES));
    arguments.addAll(options);
    return client
        .run("maintain", PipelineJob.MAIN_CLASS, arguments)
        .lines()
        .filter(line -> line.contains(" -> "))
        .toList();
  }
}
