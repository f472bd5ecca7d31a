package io.pinflow.benchmarks.analytics;

import java.time.Duration;
import java.util.List;

/** An engine in fresh processes, its tables known to it, nothing asked of it yet. */
interface Contender extends AutoCloseable {

  /** Answers one query, to its last row. */
  List<String> answer(AnalyticsQuery query);

  /** The CPU time of its processes so far. */
  Duration cpuTime();

  @Override
  void close();
}
