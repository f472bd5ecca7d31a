package io.pinflow.local.chaos;

import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.flink.JobStatus;
import io.pinflow.local.job.CleanJobCounters;
import io.pinflow.local.job.KindCounts;
import io.pinflow.local.job.SubmittedJob;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.LocalException;
import io.pinflow.local.report.Progress;
import io.pinflow.local.report.RestCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits until the jobs work again: each has completed a checkpoint that was begun after the fault
 * was mended, and CleanJob takes records in.
 */
final class Recovery {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(250);

  private final RunningJobs jobs;
  private final Path log;
  private final Progress progress;

  /**
   * The wait for these jobs.
   *
   * @param log where more is said of a job that has ended
   */
  Recovery(RunningJobs jobs, Path log, Progress progress) {
    this.jobs = jobs;
    this.log = log;
    this.progress = progress;
  }

  /** How long it takes from now on. */
  Duration await() {
    long begin = System.nanoTime();
    long mended = System.currentTimeMillis();
    Progress.Step step = progress.begin("recovering");
    String missing = missing(mended);
    Optional<Long> first = Optional.empty();
    while (missing != null || first.isEmpty() || received().orElse(0L) <= first.get()) {
      if (System.nanoTime() - begin > LIMIT.toNanos()) {
        throw LocalErrors.notRecovered(
            LIMIT, missing == null ? "CleanJob takes no records in" : missing);
      }
      RestCall.pause(POLL, "waiting for the jobs to recover");
      missing = missing(mended);
      if (missing == null && first.isEmpty()) {
        first = received();
      }
      step.update(missing == null ? "CleanJob takes no records in yet" : missing);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Waits until every job has completed a checkpoint that was begun after this moment. */
  void awaitCheckpoints() {
    long begin = System.nanoTime();
    long now = System.currentTimeMillis();
    for (String missing = missing(now); missing != null; missing = missing(now)) {
      if (System.nanoTime() - begin > LIMIT.toNanos()) {
        throw LocalErrors.notRecovered(LIMIT, missing);
      }
      RestCall.pause(POLL, "waiting for a checkpoint");
    }
  }

  /** Null once every job has completed a checkpoint that was begun after the given time. */
  private String missing(long mended) {
    FlinkRest flink = jobs.flink();
    for (SubmittedJob job : jobs.all()) {
      String problem = problem(flink, job, mended);
      if (problem != null) {
        return job.job().label() + " " + problem;
      }
    }
    return null;
  }

  private String problem(FlinkRest flink, SubmittedJob job, long mended) {
    Optional<JobStatus> status = statusOf(flink, job);
    if (status.isEmpty()) {
      return "cannot be asked for";
    }
    if (status.get().ended()) {
      throw LocalErrors.jobEnded(
          job.job().label(), status.get().state(), flink.rootCause(job.jobId()).orElse(""), log);
    }
    if (!flink.allTasksRunning(job.jobId())) {
      return "is " + status.get().state() + ", not all of its tasks run";
    }
    return flink.newestCheckpointBegun(job.jobId()) > mended
        ? null
        : "has completed no checkpoint since";
  }

  private static Optional<JobStatus> statusOf(FlinkRest flink, SubmittedJob job) {
    try {
      return Optional.of(flink.job(job.jobId()));
    } catch (LocalException notNow) {
      return Optional.empty();
    }
  }

  /** Records that CleanJob has taken in, by its own count. */
  Optional<Long> received() {
    try {
      return new CleanJobCounters(jobs.flink(), jobs.clean().jobId())
          .read()
          .map(counts -> counts.values().stream().mapToLong(KindCounts::received).sum());
    } catch (LocalException notNow) {
      return Optional.empty();
    }
  }
}
