package io.pinflow.local.parity;

import io.pinflow.emulator.source.PostSource;
import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.job.CleanJobCounters;
import io.pinflow.local.job.Jobs;
import io.pinflow.local.job.KindCounts;
import io.pinflow.local.job.PipelineJob;
import io.pinflow.local.job.SubmittedJob;
import io.pinflow.local.post.Posting;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.Progress;
import io.pinflow.local.report.RestCall;
import io.pinflow.local.sql.ResultTable;
import io.pinflow.local.sql.SqlRunner;
import io.pinflow.local.sql.TextTable;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Lake;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.Stack;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Sends the same posts by topics and by streams, cleans each path into tables of its own and
 * compares them, row by row. For a stack that has seen no posts. Stopping it is the caller's.
 */
public final class Parity {

  /** Where the views of sql/tables.sql look for tables. */
  private static final String BY_TOPICS = Lake.TABLES;

  private static final String BY_STREAMS = "s3://" + Lake.BUCKET + "/by-streams";
  private static final Duration STALL = Duration.ofSeconds(120);
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);
  private static final int SHOWN_ROWS = 20;

  private final Installation installation;
  private final Stack stack;
  private final Jobs jobs;
  private final Progress progress;
  private final PrintStream out;

  public Parity(
      Installation installation, Stack stack, Jobs jobs, Progress progress, PrintStream out) {
    this.installation = installation;
    this.stack = stack;
    this.jobs = jobs;
    this.progress = progress;
    this.out = out;
  }

  /**
   * Runs it and prints the differences.
   *
   * @param posts opens the source anew each time
   * @return whether there are none
   */
  public boolean run(
      Supplier<PostSource> posts, Posting posting, Map<Part, Integer> requestedPorts) {
    if (installation.kinesisServer().isEmpty()) {
      throw LocalErrors.impossible("parity", Installation.KINESIS_MISSING);
    }
    Ports ports = stack.up(installation, requestedPorts);
    long sent = post(posts, posting, ports);
    SubmittedJob topics =
        jobs.submitAside(
            PipelineJob.CLEAN,
            List.of("--kafka-bootstrap-servers", ports.kafka(), "--table-root", BY_TOPICS),
            installation,
            ports);
    SubmittedJob streams =
        jobs.submitAside(
            PipelineJob.CLEAN,
            List.of(
                "--kinesis-region",
                Lake.REGION,
                "--kinesis-endpoint",
                ports.kinesis(),
                "--table-root",
                BY_STREAMS),
            installation,
            ports);
    FlinkRest flink = new FlinkRest(ports.flink());
    await(flink, List.of(topics, streams), sent);
    try (SqlRunner sql = SqlRunner.open(ports.sqlGateway(), installation.tablesSql())) {
      return report(Difference.of(sql, BY_TOPICS, BY_STREAMS));
    }
  }

  /** The number of records sent by each path. */
  private static long post(Supplier<PostSource> posts, Posting posting, Ports ports) {
    try (PostSource all = posts.get()) {
      var unused = posting.run(all, ports);
    }
    try (PostSource all = posts.get()) {
      return posting.runToStreams(all, ports).acknowledged();
    }
  }

  /** Until each job has decided on every record and has then completed a further checkpoint. */
  private void await(FlinkRest flink, List<SubmittedJob> submitted, long records) {
    Progress.Step step = progress.begin("cleaning both paths");
    for (SubmittedJob job : submitted) {
      CleanJobCounters counters = new CleanJobCounters(flink, job.jobId());
      long decided = 0;
      long moved = System.nanoTime();
      while (decided < records) {
        stack.requireAlive();
        if (flink.job(job.jobId()).ended()) {
          throw jobs.failed(flink, job.job(), flink.job(job.jobId()));
        }
        long now = decided(counters);
        if (now != decided) {
          moved = System.nanoTime();
          decided = now;
        } else if (System.nanoTime() - moved > STALL.toNanos()) {
          throw LocalErrors.unaccounted(
              "CleanJob decided on "
                  + decided
                  + " of "
                  + records
                  + " records; nothing moved for "
                  + STALL.toSeconds()
                  + " s");
        }
        step.update(decided + " of " + records + " records");
        RestCall.pause(LOOK_EVERY, "cleaning both paths");
      }
      int completed = flink.completedCheckpoints(job.jobId());
      while (flink.completedCheckpoints(job.jobId()) <= completed) {
        stack.requireAlive();
        RestCall.pause(LOOK_EVERY, "waiting for a checkpoint");
      }
    }
    step.done(records + " records each");
  }

  private static long decided(CleanJobCounters counters) {
    return counters.read().map(Map::values).stream()
        .flatMap(Collection::stream)
        .mapToLong(Parity::decided)
        .sum();
  }

  private static long decided(KindCounts counts) {
    return counts.received() - counts.undecided();
  }

  private boolean report(List<Difference> differences) {
    List<List<String>> rows = new ArrayList<>();
    for (Difference difference : differences) {
      rows.add(
          List.of(
              difference.table(),
              Long.toString(difference.byTopics()),
              Long.toString(difference.byStreams()),
              Integer.toString(difference.rows().rows().size())));
    }
    out.print(
        TextTable.of(
            new ResultTable(
                List.of("table", "by topics", "by streams", "different"),
                List.of(false, true, true, true),
                rows),
            rows.size()));
    boolean equal = true;
    for (Difference difference : differences) {
      if (!difference.rows().rows().isEmpty()) {
        equal = false;
        out.println("\n" + difference.table());
        out.print(TextTable.of(difference.rows(), SHOWN_ROWS));
      }
    }
    return equal;
  }
}
