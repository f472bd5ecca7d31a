package io.pinflow.local.chaos;

import io.pinflow.local.job.Jobs;
import io.pinflow.local.job.StackVerification;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.Progress;
import io.pinflow.local.report.RestCall;
import io.pinflow.local.sql.SqlRunner;
import io.pinflow.local.stack.FlinkClient;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.Stack;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the pipeline under a steady load and a schedule of faults, waits for its recovery after each
 * of them, and compares in the end what is stored with what was acknowledged. For a stack of its
 * own that has seen no posts; stopping it is the caller's.
 */
public final class Chaos implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(5);
  private static final int LOOKS = 3;
  private static final String VERIFY_WAIT = "60s";

  private final Home home;
  private final Installation installation;
  private final Progress progress;
  private final PrintStream out;
  private final FaultProxy s3;
  private final FaultProxy kinesis;
  private final Stack stack;

  public Chaos(Home home, Installation installation, Progress progress, PrintStream out) {
    this.home = home;
    this.installation = installation;
    this.progress = progress;
    this.out = out;
    // Asked when the first client comes, and the ports are known.
    this.s3 = FaultProxy.before(() -> port(ports().s3()));
    this.kinesis = FaultProxy.before(() -> port(ports().kinesis()));
    this.stack = new Stack(home, progress, Map.of("s3.endpoint", s3.address()));
  }

  private Ports ports() {
    return stack.requirePorts();
  }

  private static int port(String address) {
    return URI.create(address).getPort();
  }

  /** The stack on which it runs. */
  public Stack stack() {
    return stack;
  }

  /**
   * Runs it and prints a line for each fault and the outcome.
   *
   * @return whether nothing was lost, duplicated or otherwise wrong
   */
  public boolean run(ChaosOptions options, Map<Part, Integer> requested) {
    stack.leaveTheUsualPorts();
    Ports ports = stack.up(installation, requested);
    boolean streams = stack.status(Part.KINESIS).up();
    RunningJobs jobs =
        new RunningJobs(
            new Jobs(home, progress),
            installation,
            ports,
            streams ? List.of("--kinesis-endpoint", kinesis.address()) : List.of());
    jobs.submitAll();
    Recovery recovery = new Recovery(jobs, home.log(Part.JOBMANAGER), progress);
    ChaosReport report = new ChaosReport(out);
    SentRecords sent = new SentRecords();
    try (Load load = Load.start(options.seed(), options.rate(), streams, ports, sent)) {
      Duration unused = recovery.await();
      Faults faults = new Faults(stack, installation, jobs, s3, kinesis);
      long begin = System.nanoTime();
      for (Fault fault : FaultSchedule.of(options.seed(), options.minutes())) {
        if (fault.kind().needsKinesis() && !streams) {
          report.skipped(fault);
          continue;
        }
        pauseUntil(begin + fault.at().toNanos());
        long injected = System.nanoTime();
        faults.inject(fault);
        Duration down = Duration.ofNanos(System.nanoTime() - injected);
        report.recovered(Duration.ofNanos(injected - begin), fault, down, recovery.await());
      }
      pauseUntil(begin + Duration.ofMinutes(options.minutes()).toNanos());
      Progress.Step step = progress.begin("ending the load");
      load.finish();
      step.done(sent.acknowledgements() + " records acknowledged");
    }
    Comparison comparison = settle(recovery, sent, report, ports);
    report.disturbed(s3.disturbed(), kinesis.disturbed());
    return report.outcome(comparison, sent, verify(ports, streams));
  }

  private StackVerification verify(Ports ports, boolean streams) {
    Progress.Step step = progress.begin("accounting for every record");
    FlinkClient client = new FlinkClient(home, installation, ports);
    StackVerification verification =
        StackVerification.run(client, ports, streams, List.of("--wait", VERIFY_WAIT));
    step.done(verification.clean() ? "nothing is missing" : "not everything is accounted for");
    return verification;
  }

  /** Records that are still under way may need a further look. */
  private Comparison settle(Recovery recovery, SentRecords sent, ChaosReport report, Ports ports) {
    Comparison comparison = null;
    for (int look = 0; look < LOOKS; look++) {
      awaitQuiet(recovery);
      Progress.Step step = progress.begin("reading the tables");
      try (SqlRunner sql = SqlRunner.open(ports.sqlGateway(), installation.tablesSql())) {
        StoredRecords stored = StoredRecords.read(sql);
        report.stored(stored.rows());
        comparison =
            Comparison.of(sent.sentContents(), sent.acknowledgedContents(), stored.copies());
        step.done(stored.rows() + " rows");
      }
      if (comparison.lost().isEmpty()) {
        break;
      }
    }
    return comparison;
  }

  /** Until CleanJob has taken nothing in for a while, and checkpoints have made all visible. */
  private void awaitQuiet(Recovery recovery) {
    Progress.Step step = progress.begin("draining");
    long begin = System.nanoTime();
    long moved = begin;
    Optional<Long> last = Optional.empty();
    while (last.isEmpty() || System.nanoTime() - moved < QUIET.toNanos()) {
      if (System.nanoTime() - begin > DRAIN_LIMIT.toNanos()) {
        throw LocalErrors.unaccounted(
            "CleanJob still takes records in " + DRAIN_LIMIT.toSeconds() + " s after the last one");
      }
      RestCall.pause(LOOK_EVERY, "waiting until all records are through");
      Optional<Long> now = recovery.received();
      if (!now.equals(last)) {
        moved = System.nanoTime();
        last = now;
      }
      step.update(last.map(received -> received + " records taken in").orElse(""));
    }
    step.done("nothing moves any more");
    recovery.awaitCheckpoints();
  }

  private static void pauseUntil(long nanoTime) {
    long left = nanoTime - System.nanoTime();
    if (left > 0) {
      RestCall.pause(Duration.ofNanos(left), "faults were injected");
    }
  }

  @Override
  public void close() {
    s3.close();
    kinesis.close();
  }
}
