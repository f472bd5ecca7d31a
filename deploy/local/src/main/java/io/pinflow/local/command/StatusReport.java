package io.pinflow.local.command;

import io.pinflow.local.flink.JobStatus;
import io.pinflow.local.stack.PartStatus;
import io.pinflow.local.stack.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The state of the stack as lines of text. */
final class StatusReport {

  private StatusReport() {}

  static String parts(List<PartStatus> parts) {
    StringBuilder text = new StringBuilder();
    for (PartStatus part : parts) {
      String pid = part.pid().map(id -> "pid " + id).orElse("");
      String uptime = part.uptime().map(StatusReport::time).orElse("");
      String address = part.up() ? part.address() : "";
      text.append(
          String.format(
                  Locale.ROOT,
                  "  %-12s %-5s %-12s %-10s %s",
                  part.part().label(),
                  part.up() ? "up" : "down",
                  pid,
                  uptime,
                  address)
              .stripTrailing());
      text.append('\n');
    }
    return text.toString();
  }

  /** What Prometheus scrapes. */
  static String metrics(Ports ports) {
    return ports.metrics().stream()
        .map(target -> "http://" + target + "/metrics")
        .collect(Collectors.joining(" ", "metrics ", "\n"));
  }

  static String jobs(List<JobStatus> jobs) {
    StringBuilder text = new StringBuilder();
    for (JobStatus job : jobs) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-24s %-12s %s  %s%n",
              job.name(),
              job.state(),
              job.id(),
              time(job.duration())));
    }
    return jobs.isEmpty() ? "  no job runs; start one with: pinflow submit JOB\n" : text.toString();
  }

  static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return seconds + "s";
    }
    return seconds < 3600
        ? seconds / 60 + "m" + seconds % 60 + "s"
        : seconds / 3600 + "h" + seconds % 3600 / 60 + "m";
  }
}
