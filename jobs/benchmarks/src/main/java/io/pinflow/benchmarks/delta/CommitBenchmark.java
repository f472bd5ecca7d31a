package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.BenchmarkOptions;
import io.pinflow.benchmarks.ScratchFolder;
import io.pinflow.benchmarks.delta.DeltaBenchmarks.DeltaBenchmark;
import io.pinflow.benchmarks.suite.Medians;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cost of one commit of one small file to tables of 10, 1,000 and 10,000 versions, in turn, on
 * the local disk and on an S3 server.
 *
 * <p>Commits go the sink's own way, with log checkpoints beside them, whose size follows the number
 * of live files, of which these tables have one per version.
 */
final class CommitBenchmark implements DeltaBenchmark {

  private static final List<Integer> VERSIONS = List.of(10, 1_000, 10_000);

  /** Fewer log checkpoints while a table grows: each writes all files once more. */
  private static final int GROWING_INTERVAL = 500;

  /** Two of them ask for a log checkpoint. */
  private static final int COMMITS = 20;

  private static final String LINE = "%-12s %9s %10s %10s %10s %8s %10s %10s%n";

  @Override
  public List<CommitCost> run(BenchmarkOptions options, PrintStream out) throws IOException {
    int rounds = options.number("repetitions", 5);
    List<CommitCost> costs = new ArrayList<>();
    try (ScratchFolder scratch = new ScratchFolder()) {
      LocalStorage local = new LocalStorage(scratch);
      List<Path> tables = new ArrayList<>();
      for (int versions : VERSIONS) {
        CommitTable.create(local.path(name(versions)), local.options(), versions, GROWING_INTERVAL);
        tables.add(scratch.table(name(versions)));
      }
      // Before the local tables grow by what is measured.
      try (S3Storage s3 = S3Storage.start(tables)) {
        costs.addAll(measure(local, rounds));
        costs.addAll(measure(s3, rounds));
      }
    }
    print(costs, out);
    return costs;
  }

  private static List<CommitCost> measure(CommitStorage storage, int rounds) throws IOException {
    Map<Integer, CommitTimes> times = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (int versions : VERSIONS) {
        CommitTimes measured = commits(storage, table(storage, versions, "round-" + round));
        if (round > 0) { // the first is for the JIT
          times.computeIfAbsent(versions, some -> new CommitTimes()).add(measured);
        }
      }
    }
    storage.countTraffic();
    List<CommitCost> costs = new ArrayList<>();
    for (int versions : VERSIONS) {
      Traffic traffic = traffic(storage, table(storage, versions, "counted"));
      costs.add(times.get(versions).cost(storage.name(), versions, traffic));
    }
    return costs;
  }

  /** The commits of a round make a young table an older one: it is made anew for each. */
  private static String table(CommitStorage storage, int versions, String round)
      throws IOException {
    if (versions > COMMITS) {
      return storage.path(name(versions));
    }
    String path = storage.path(name(versions) + "-" + round);
    CommitTable.create(path, storage.options(), versions, versions);
    return path;
  }

  private static String name(int versions) {
    return "versions-" + versions;
  }

  private static CommitTimes commits(CommitStorage storage, String path) {
    CommitTimes times = new CommitTimes();
    try (CommitTable table = CommitTable.restart(path, storage.options())) {
      times.restarts.add(timed(table));
      for (int i = 0; i < COMMITS; i++) {
        times.commits.add(timed(table));
      }
    }
    return times;
  }

  private static double timed(CommitTable table) {
    long start = System.nanoTime();
    table.commit();
    return (System.nanoTime() - start) / 1e6;
  }

  /** Of {@link #COMMITS} commits, without log checkpoints. */
  private static Traffic traffic(CommitStorage storage, String path) {
    CommitTable.stopLogCheckpoints(path, storage.options());
    Traffic before;
    try (CommitTable table = CommitTable.restart(path, storage.options())) {
      table.commit();
      before = storage.traffic();
      for (int i = 0; i < COMMITS; i++) {
        table.commit();
      }
    }
    return storage.traffic().minus(before);
  }

  private static void print(List<CommitCost> costs, PrintStream out) {
    out.printf(
        LINE, "", "versions", "commit ms", "mean ms", "restart ms", "calls", "read B", "written B");
    for (CommitCost cost : costs) {
      out.printf(
          LINE,
          cost.storage(),
          cost.versions(),
          String.format("%.2f", cost.commitMillis()),
          String.format("%.2f", cost.meanMillis()),
          String.format("%.1f", cost.restartMillis()),
          String.format("%.1f", cost.operations()),
          cost.bytesRead(),
          cost.bytesWritten());
    }
  }

  /** Milliseconds. */
  private static final class CommitTimes {

    private final List<Double> restarts = new ArrayList<>();
    private final List<Double> commits = new ArrayList<>();

    void add(CommitTimes others) {
      restarts.addAll(others.restarts);
      commits.addAll(others.commits);
    }

    CommitCost cost(String storage, int versions, Traffic traffic) {
      return new CommitCost(
          storage,
          versions,
          Medians.of(commits, Double::doubleValue),
          commits.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
          Medians.of(restarts, Double::doubleValue),
          (double) traffic.count() / COMMITS,
          traffic.bytesRead() / COMMITS,
          traffic.bytesWritten() / COMMITS);
    }
  }
}
