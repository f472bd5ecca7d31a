package io.pinflow.benchmarks;

import io.pinflow.benchmarks.analytics.AnalyticsBenchmark;
import io.pinflow.benchmarks.delta.DeltaBenchmarks;
import io.pinflow.benchmarks.suite.Suite;
import java.util.Arrays;
import java.util.List;

/**
 * The benchmarks' command line: {@code suite}, which {@code ./pinflow bench} runs, {@code
 * analytics}, {@code delta-scan}, {@code delta-write}, {@code delta-writer-heap} and {@code
 * delta-commit} with their options, or else JMH's own command line.
 *
 * <pre>
 * ./mvnw -q package -pl jobs/benchmarks -am -DskipTests
 * java -jar jobs/benchmarks/target/benchmarks.jar delta-scan --rows 1000000 --repetitions 5
 * java -jar jobs/benchmarks/target/benchmarks.jar CleanerBenchmark -prof gc
 * </pre>
 */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws Exception {
    List<String> arguments = Arrays.asList(args);
    if (args.length > 0 && DeltaBenchmarks.has(args[0])) {
      DeltaBenchmarks.run(args[0], arguments.subList(1, args.length));
    } else if (args.length > 0 && args[0].equals("suite")) {
      // Threads of clients must not keep it alive.
      System.exit(suite(arguments.subList(1, args.length)));
    } else if (args.length > 0 && args[0].equals("analytics")) {
      AnalyticsBenchmark.run(arguments.subList(1, args.length), System.out);
    } else {
      org.openjdk.jmh.Main.main(args);
    }
  }

  /** The exit code, with the command line's meanings. */
  private static int suite(List<String> arguments) throws Exception {
    BenchmarkOptions options;
    try {
      options = BenchmarkOptions.parse(arguments);
      Suite.check(options);
    } catch (IllegalArgumentException e) {
      System.err.println("pinflow: bench: " + e.getMessage());
      return 2;
    }
    Suite.run(options, System.out);
    return 0;
  }
}
