package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.BenchmarkOptions;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Lets Flink and Spark do the same work in turn, and gives and prints medians and their ratios. */
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

  Compared run(String name, Contender flink, Contender spark) throws Exception {
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
    Compared medians = new Compared(name, Cost.median(ours), Cost.median(peers));
    print(medians);
    print(new Compared("  fastest", Cost.fastest(ours), Cost.fastest(peers)));
    return medians;
  }

  private void print(Compared compared) {
    out.printf(
        LINE,
        compared.work(),
        whole(compared.flink().wallMillis()),
        whole(compared.spark().wallMillis()),
        whole(compared.flink().cpuMillis()),
        whole(compared.spark().cpuMillis()),
        ratio(compared.wallRatio()),
        ratio(compared.cpuRatio()));
  }

  private static String whole(double value) {
    return String.format("%.0f", value);
  }

  private static String ratio(double value) {
    return String.format("%.2f", value);
  }
}
