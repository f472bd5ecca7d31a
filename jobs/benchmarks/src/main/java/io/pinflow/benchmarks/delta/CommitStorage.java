package io.pinflow.benchmarks.delta;

import org.apache.flink.configuration.Configuration;

/** Where the tables of {@link CommitBenchmark} are. */
interface CommitStorage extends AutoCloseable {

  String name();

  /** How the connector reaches it. */
  Configuration options();

  /** Where the table of this name is, or can be made. */
  String path(String table);

  /** From now on {@link #traffic} counts, at the price of some time per operation. */
  void countTraffic();

  Traffic traffic();

  @Override
  void close();
}
