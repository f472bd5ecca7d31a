package io.pinflow.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What running processes have used since they were started: CPU time of all threads, and the most
 * memory each held at a time. Needs Linux's /proc.
 */
public record ProcessUsage(double cpuSeconds, double peakMiB) {

  private static final String PEAK = "VmHWM:";
  private static final double KIB_PER_MIB = 1024;

  /** Of several processes together; the peaks are added, as if they had been at the same time. */
  public static ProcessUsage of(List<Long> pids) {
    double cpu = 0;
    double peak = 0;
    for (long pid : pids) {
      cpu += cpuTime(pid).toNanos() / 1e9;
      peak += peakKiB(pid) / KIB_PER_MIB;
    }
    return new ProcessUsage(cpu, peak);
  }

  private static Duration cpuTime(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("Process " + pid + " has ended"));
  }

  private static double peakKiB(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith(PEAK))
          .mapToDouble(
              line -> Double.parseDouble(line.substring(PEAK.length()).strip().split(" ")[0]))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("Process " + pid + " has ended"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
