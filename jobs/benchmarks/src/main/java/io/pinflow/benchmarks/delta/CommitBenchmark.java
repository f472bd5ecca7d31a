package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.BenchmarkOptions;
import io.pinflow.benchmarks.ScratchFolder;
import io.pinflow.benchmarks.delta.DeltaBenchmarks.DeltaBenchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The time of one commit of one small file to a table of 10 versions and to one of {@code
 * --versions}, in turn, on the local disk and on an S3 server.
 *
 * <p>Commits go the sink's own way, with log checkpoints beside them. "commit" is the median of
 * single commits; "mean" has those in it that read the log again after a log checkpoint, or share
 * the machine with one, whose size follows the number of live files, of which this table has one
 * per version; "restart" is the first commit of a job, which reads the log before.
 */
final class CommitBenchmark implements DeltaBenchmark {

  private static final int YOUNG = 10;

  /** Two of them ask for a log checkpoint. */
  private static final int COMMITS = 20;

  private static final String LINE = "%-22s %10s %10s %10s %8s %10s %10s  %s%n";

  @Override
  public List<Compared> run(BenchmarkOptions options, PrintStream out) throws IOException {
    int versions = options.number("versions", 10_000);
    int rounds = options.number("repetitions", 5);
    String storage = options.text("storage", "both");
    try (ScratchFolder scratch = new ScratchFolder()) {
      Path grown = scratch.table("grown");
      LocalStorage local = new LocalStorage(scratch, grown);
      long start = System.nanoTime();
      // Fewer log checkpoints on the way: each would write all files once more.
      CommitTable.create(local.grownTable(), local.options(), versions, 500);
      out.printf(
          "Table of %,d versions made in %d s%n%n",
          versions, (System.nanoTime() - start) / 1_000_000_000);
      out.printf(
          LINE, "", "commit ms", "mean ms", "restart ms", "calls", "read B", "written B", "");
      if (!storage.equals("s3")) {
        measure(local, versions, rounds, out);
      }
      if (!storage.equals("local")) {
        try (S3Storage s3 = S3Storage.start(grown)) {
          measure(s3, versions, rounds, out);
        }
      }
    }
    return List.of();
  }

  private static void measure(CommitStorage storage, int versions, int rounds, PrintStream out)
      throws IOException {
    CommitTimes young = new CommitTimes();
    CommitTimes old = new CommitTimes();
    for (int round = 0; round <= rounds; round++) {
      CommitTimes youngRound = commits(storage, young(storage, "young-" + round));
      CommitTimes oldRound = commits(storage, storage.grownTable());
      if (round > 0) { // the first is for the JIT
        young.add(youngRound);
        old.add(oldRound);
      }
    }
    storage.countTraffic();
    Traffic youngTraffic = traffic(storage, young(storage, "young-counted"));
    Traffic oldTraffic = traffic(storage, storage.grownTable());
    print(storage.name() + ", " + YOUNG, young, youngTraffic, out);
    print(storage.name() + ", " + versions, old, oldTraffic, out);
    out.printf(
        LINE,
        "  ratio",
        ratio(old.median(), young.median()),
        ratio(old.mean(), young.mean()),
        ratio(old.restart(), young.restart()),
        ratio((double) oldTraffic.count(), (double) youngTraffic.count()),
        ratio((double) oldTraffic.bytesRead(), (double) youngTraffic.bytesRead()),
        ratio((double) oldTraffic.bytesWritten(), (double) youngTraffic.bytesWritten()),
        "");
  }

  /** A table of ten versions. */
  private static String young(CommitStorage storage, String name) throws IOException {
    String path = storage.path(name);
    CommitTable.create(path, storage.options(), YOUNG, YOUNG);
    return path;
  }

  private static CommitTimes commits(CommitStorage storage, String path) {
    CommitTimes times = new CommitTimes();
    try (CommitTable table = CommitTable.restart(path, storage.options())) {
      times.addRestart(timed(table));
      for (int i = 0; i < COMMITS; i++) {
        times.addCommit(timed(table));
      }
    }
    return times;
  }

  private static double timed(CommitTable table) {
    long start = System.nanoTime();
    table.commit();
    return (System.nanoTime() - start) / 1e6;
  }

  /** Of {@link #COMMITS} commits, which ask for two log checkpoints. */
  private static Traffic traffic(CommitStorage storage, String path) {
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

  private static void print(String name, CommitTimes times, Traffic traffic, PrintStream out) {
    out.printf(
        LINE,
        name,
        String.format("%.2f", times.median()),
        String.format("%.2f", times.mean()),
        String.format("%.1f", times.restart()),
        String.format("%.1f", (double) traffic.count() / COMMITS),
        traffic.bytesRead() / COMMITS,
        traffic.bytesWritten() / COMMITS,
        traffic.operations());
  }

  private static String ratio(double old, double young) {
    return String.format("x %.2f", old / young);
  }

  /** Milliseconds. */
  private static final class CommitTimes {

    private final List<Double> restarts = new ArrayList<>();
    private final List<Double> commits = new ArrayList<>();

    void addRestart(double millis) {
      restarts.add(millis);
    }

    void addCommit(double millis) {
      commits.add(millis);
    }

    void add(CommitTimes others) {
      restarts.addAll(others.restarts);
      commits.addAll(others.commits);
    }

    double median() {
      return Cost.median(commits.stream().mapToDouble(Double::doubleValue).toArray());
    }

    double mean() {
      return commits.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    double restart() {
      return Cost.median(restarts.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
