package io.pinflow.local.demo;

import io.pinflow.local.job.SubmittedJob;
import io.pinflow.local.report.LocalErrors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Ends the wait for jobs which fail again and again: Flink itself restarts them without an end. */
final class RestartLimit {

  /** A job that failed once or twice may well go on, as when the storage was away. */
  private static final int MOST = 5;

  private final ToIntFunction<String> restarts;
  private final Function<String, Optional<String>> cause;
  private final Path log;
  private final Map<SubmittedJob, Integer> before;

  /**
   * A limit that counts from now on.
   *
   * @param restarts how often Flink has restarted the job of an id
   * @param cause what the job of an id failed for last
   * @param log where more is told
   */
  RestartLimit(
      List<SubmittedJob> jobs,
      ToIntFunction<String> restarts,
      Function<String, Optional<String>> cause,
      Path log) {
    this.restarts = restarts;
    this.cause = cause;
    this.log = log;
    this.before =
        jobs.stream()
            .collect(Collectors.toMap(job -> job, job -> restarts.applyAsInt(job.jobId())));
  }

  /** Fails if one of the jobs was restarted too often. */
  void check() {
    before.forEach(
        (job, earlier) -> {
          int since = restarts.applyAsInt(job.jobId()) - earlier;
          if (since > MOST) {
            throw LocalErrors.jobEnded(
                job.job().label(),
                "failing again and again (" + since + " restarts)",
                cause.apply(job.jobId()).orElse(""),
                log);
          }
        });
  }
}
