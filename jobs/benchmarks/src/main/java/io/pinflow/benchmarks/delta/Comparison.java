package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.BenchmarkOptions;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Lets Flink and Spark do the same work in turn and prints medians and their ratios. */
final class Comparison {

  private static final String LINE = "%-26s %10s %10s %10s %10s %8s %8s%n";

  private final int warmUps;
  private final int repetitions;
  private final PrintStream out;

  Comparison(BenchmarkOptions options, PrintStream out) {
    this.warmUps = options.number("warm-up", 4);
    this.repetitions = options.number("repetitions", 7);
    this.out = out;
    out.printf("%d warm-up runs, then the median of %d, in turn%n%n", warmUps, repetitions);
    out.printf(LINE, "", "Flink ms", "Spark ms", "Flink CPU", "Spark CPU", "x wall", "x CPU");
  }

  void run(String name, Contender flink, Contender spark) throws Exception {
    for (int i = 0; i < warmUps; i++) {
      flink.measure();
      spark.measure();
    }
    List<Cost> ours = new ArrayList<>();
    List<Cost> peers = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      ours.add(flink.measure());
      peers.add(spark.measure());
    }
    print(name, Cost.median(ours), Cost.median(peers));
    print("  fastest", Cost.fastest(ours), Cost.fastest(peers));
  }

  private void print(String name, Cost ours, Cost peers) {
    out.printf(
        LINE,
        name,
        whole(ours.wallMillis()),
        whole(peers.wallMillis()),
        whole(ours.cpuMillis()),
        whole(peers.cpuMillis()),
        ratio(peers.wallMillis(), ours.wallMillis()),
        ratio(peers.cpuMillis(), ours.cpuMillis()));
  }

  private static String whole(double value) {
    return String.format("%.0f", value);
  }

  private static String ratio(double peers, double ours) {
    return String.format("%.2f", peers / ours);
  }
}
