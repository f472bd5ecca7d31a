package io.pinflow.local.command;

import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.job.Jobs;
import io.pinflow.local.job.PipelineJob;
import io.pinflow.local.job.ReplayCounts;
import io.pinflow.local.sql.TextTable;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.HomeLock;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.Stack;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

/** CleanJob from what is stored, once, up to its end. */
final class CleanRun {

  private static final int ROWS = 10;

  private final Home home;
  private final String command;

  CleanRun(Home home, String command) {
    this.home = home;
    this.command = command;
  }

  /**
   * Runs it, prints what became of the records, and lets no other command of the home run
   * meanwhile: two such jobs would store the same records twice.
   *
   * @param before looks at the cluster first, and may refuse
   */
  int run(Consumer<FlinkRest> before, List<String> options) {
    try (HomeLock unused = HomeLock.take(home, command)) {
      Ports ports =
          new Stack(home, Terminal.progress())
              .running(EnumSet.of(Part.JOBMANAGER, Part.TASKMANAGER, Part.S3));
      FlinkRest flink = new FlinkRest(ports.flink());
      before.accept(flink);
      String jobId =
          new Jobs(home, Terminal.progress())
              .runToEnd(PipelineJob.CLEAN, command, options, Installation.current(), ports);
      System.out.print(TextTable.of(ReplayCounts.read(flink, jobId), ROWS));
    }
    return 0;
  }
}
