package io.pinflow.benchmarks.analytics;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The analytics answered once, one after the other.
 *
 * @param wallSeconds from the first question to the last answer
 * @param cpuSeconds of the engine's processes meanwhile: what remains comparable on a machine with
 *     other work
 * @param querySeconds wall time of each query by its name; empty where all were one job
 */
record Run(double wallSeconds, double cpuSeconds, Map<String, Double> querySeconds) {

  static Run of(Contender contender, List<AnalyticsQuery> queries, Answers answers) {
    Map<String, Double> each = new LinkedHashMap<>();
    Duration cpu = contender.cpuTime();
    long start = System.nanoTime();
    for (AnalyticsQuery query : queries) {
      long asked = System.nanoTime();
      List<String> answer = contender.answer(query);
      each.put(query.name(), seconds(System.nanoTime() - asked));
      answers.check(query.name(), answer);
    }
    return new Run(
        seconds(System.nanoTime() - start),
        seconds(contender.cpuTime().minus(cpu).toNanos()),
        each);
  }

  static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
