package io.pinflow.benchmarks.delta;

import io.pinflow.testing.SparkPeer;
import java.util.List;

/** Spark on the same terms as this JVM: its heap, the default collector, two threads. */
final class SparkProcess {

  private SparkProcess() {}

  static SparkPeer start() {
    return SparkPeer.start(List.of("-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m"));
  }
}
