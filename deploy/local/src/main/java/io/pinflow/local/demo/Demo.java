package io.pinflow.local.demo;

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
import io.pinflow.local.sql.Csv;
import io.pinflow.local.sql.ResultTable;
import io.pinflow.local.sql.SqlRunner;
import io.pinflow.local.sql.TextTable;
import io.pinflow.local.stack.Broker;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Lake;
import io.pinflow.local.stack.ObjectStore;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.Stack;
import io.pinflow.local.stack.StreamContents;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The pipeline from end to end: starts the stack, submits both jobs, posts, proves that every
 * record is accounted for and answers the analytics. Stopping the stack is the caller's.
 */
public final class Demo {

  private static final Duration STALL = Duration.ofSeconds(120);
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);
  private static final Duration REPORT_LIMIT = Duration.ofSeconds(30);
  private static final int SHOWN_ROWS = 12;

  /** The gateway plans the second while the cluster answers the first. */
  private static final int QUESTIONS_AT_A_TIME = 2;

  private final Home home;
  private final Installation installation;
  private final Stack stack;
  private final Progress progress;
  private final PrintStream out;

  public Demo(
      Home home, Installation installation, Stack stack, Progress progress, PrintStream out) {
    this.home = home;
    this.installation = installation;
    this.stack = stack;
    this.progress = progress;
    this.out = out;
  }

  /**
   * Runs it. Half of the posts go to the topics and half to the streams where there is Kinesis;
   * else all go to the topics.
   *
   * @param posts opens the source anew each time
   * @param csvFolder where each answer goes as NN_name.csv
   */
  public void run(
      Supplier<PostSource> posts,
      Posting posting,
      Optional<Path> csvFolder,
      Map<Part, Integer> ports) {
    Ports running = stack.up(installation, ports);
    progress.note("  Flink Web UI: " + running.flink() + "   logs: " + home.logs());
    Jobs jobs = new Jobs(home, progress);
    List<SubmittedJob> submitted = submit(jobs, running);
    FlinkRest flink = new FlinkRest(running.flink());
    RestartLimit restarts =
        new RestartLimit(submitted, flink::restarts, flink::rootCause, home.log(Part.TASKMANAGER));
    CompletableFuture<SqlRunner> session =
        CompletableFuture.supplyAsync(() -> openSession(running));
    String cleanJob = submitted.get(PipelineJob.CLEAN.ordinal()).jobId();
    CleanJobCounters counters = new CleanJobCounters(flink, cleanJob);
    Map<String, KindCounts> before = firstReport(counters);
    List<String> streams = post(posts, posting, running);
    try (Broker broker = new Broker(running.kafka());
        ObjectStore store = ObjectStore.at(running, home);
        StreamContents contents = StreamContents.of(running.kinesis(), streams);
        SqlRunner sql = join(session)) {
      RawArchive archive = new RawArchive(store);
      archive.refresh();
      Accounts accounts =
          new Accounts(jobs, flink, broker, submitted, counters, archive, contents, () -> sql);
      List<Account> settled = settle(accounts, restarts);
      report(settled, before, archive);
      submitted.forEach(job -> reportRestarts(job, flink));
      analyse(sql, csvFolder);
    }
  }

  /** The streams that were posted to. */
  private List<String> post(Supplier<PostSource> posts, Posting posting, Ports running) {
    if (stack.status(Part.KINESIS).up()) {
      posting.runByBothPaths(posts, running);
      return Lake.streams();
    }
    try (PostSource all = posts.get()) {
      var unused = posting.run(all, running);
    }
    return List.of();
  }

  /**
   * Side by side: a start is mostly the loading of classes, by one thread of the JobManager and
   * then one of the TaskManager.
   */
  private List<SubmittedJob> submit(Jobs jobs, Ports ports) {
    List<CompletableFuture<SubmittedJob>> starts =
        PipelineJob.STREAMING.stream()
            .map(job -> CompletableFuture.supplyAsync(() -> runningOrSubmitted(jobs, job, ports)))
            .toList();
    return starts.stream().map(Demo::join).toList();
  }

  private SubmittedJob runningOrSubmitted(Jobs jobs, PipelineJob job, Ports ports) {
    return jobs.running(job, ports)
        .map(running -> new SubmittedJob(job, running.id(), Optional.empty()))
        .orElseGet(() -> jobs.submit(job, List.of(), installation, ports));
  }

  private SqlRunner openSession(Ports ports) {
    SqlRunner sql = SqlRunner.open(ports.sqlGateway(), installation.tablesSql());
    // The first query of a session takes seconds, in which there is still something else to wait
    // for.
    var unused = sql.query("SELECT kind, COUNT(*) FROM quarantine GROUP BY kind");
    return sql;
  }

  /**
   * The totals before this run; a job that goes on from a savepoint reports those of earlier runs.
   */
  private static Map<String, KindCounts> firstReport(CleanJobCounters counters) {
    long deadline = System.nanoTime() + REPORT_LIMIT.toNanos();
    Optional<Map<String, KindCounts>> report = counters.read();
    while (report.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw LocalErrors.requestFailed(
            "reading CleanJob's counters",
            "none were reported in " + REPORT_LIMIT.toSeconds() + " s");
      }
      RestCall.pause(LOOK_EVERY, "waiting for CleanJob's counters");
      report = counters.read();
    }
    return report.get();
  }

  private List<Account> settle(Accounts accounts, RestartLimit restarts) {
    Progress.Step step = progress.begin("accounting for every record");
    Settlement settlement =
        new Settlement(
            STALL,
            System::nanoTime,
            () -> RestCall.pause(LOOK_EVERY, "accounting for every record"));
    List<Account> settled =
        settlement.await(
            () -> {
              stack.requireAlive();
              restarts.check();
              return accounts.now();
            },
            now -> step.update(DemoReport.progress(now)));
    step.done("nothing is missing");
    return settled;
  }

  private void report(List<Account> settled, Map<String, KindCounts> before, RawArchive archive) {
    out.println();
    out.println("This run:");
    out.print(TextTable.of(DemoReport.counts(settled, before), settled.size()));
    out.println(
        "Raw archive: "
            + archive.lines()
            + " records in "
            + archive.objects()
            + " objects, each record of every partition and shard exactly once, below "
            + home.s3Data().resolve("pinflow/raw"));
  }

  private void reportRestarts(SubmittedJob job, FlinkRest flink) {
    int restarts = flink.restarts(job.jobId());
    if (restarts > 0) {
      String cause = flink.rootCause(job.jobId()).orElse("unknown");
      progress.note(
          "  " + job.job().label() + " was restarted " + restarts + " times, last for: " + cause);
    } else {
      out.println(job.job().label() + ": no restart");
    }
  }

  private void analyse(SqlRunner sql, Optional<Path> csvFolder) {
    List<Path> files = installation.analytics();
    List<String> answers = new ArrayList<>();
    Progress.Step step = progress.begin("answering the analytics");
    ExecutorService threads = Executors.newFixedThreadPool(QUESTIONS_AT_A_TIME);
    try {
      List<CompletableFuture<ResultTable>> asked =
          files.stream()
              .map(file -> CompletableFuture.supplyAsync(() -> answer(sql, file), threads))
              .toList();
      for (int i = 0; i < files.size(); i++) {
        String name = files.get(i).getFileName().toString().replace(".sql", "");
        step.update(name);
        ResultTable answer = join(asked.get(i));
        answers.add("\n" + name + "\n" + TextTable.of(answer, SHOWN_ROWS));
        csvFolder.ifPresent(folder -> Csv.write(answer, folder.resolve(name + ".csv")));
      }
    } finally {
      threads.shutdownNow();
    }
    step.done(
        files.size() + " answers" + csvFolder.map(folder -> ", written to " + folder).orElse(""));
    answers.forEach(out::print);
    out.println();
  }

  private static ResultTable answer(SqlRunner sql, Path file) {
    List<ResultTable> results = sql.run(file);
    if (results.isEmpty()) {
      throw LocalErrors.statementFailed(file.toString(), "no statement of it returns rows");
    }
    return results.get(results.size() - 1);
  }

  private static <T> T join(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
