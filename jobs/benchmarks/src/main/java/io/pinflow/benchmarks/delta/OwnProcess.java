package io.pinflow.benchmarks.delta;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The clock of the JVM in which Flink runs: this one. */
final class OwnProcess {

  private OwnProcess() {}

  static Duration cpuTime() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Duration.ofNanos(system.getProcessCpuTime());
  }
}
