package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.pinflow.jobs.config.JobArguments;
import io.pinflow.testing.fixture.FlinkRestarts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.awaitility.core.ConditionTimeoutException;

/** A job on the mini cluster. */
final class RunningJob {

  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  private final JobClient client;
  private final JobMetrics metrics;

  private RunningJob(JobClient client, JobMetrics metrics) {
    this.client = client;
    this.metrics = metrics;
  }

  /** Starts a job which may restart a few times, of two subtasks. */
  static RunningJob start(Job job, JobMetrics metrics, String savepoint, String... args)
      throws Exception {
    return start(job, metrics, savepoint, 2, args);
  }

  /** Starts a job of so many subtasks which may restart a few times. */
  static RunningJob start(
      Job job, JobMetrics metrics, String savepoint, int parallelism, String... args)
      throws Exception {
    Configuration configuration = FlinkRestarts.atMost(3);
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    return start(job, metrics, configuration, parallelism, args);
  }

  /** Starts a job with Flink settings of one's own. */
  static RunningJob start(
      Job job, JobMetrics metrics, Configuration configuration, int parallelism, String... args)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of("--checkpoint-interval", "300 ms", "--parallelism", Integer.toString(parallelism)));
    JobArguments arguments = JobArguments.of(all.toArray(new String[0]));
    new JobLauncher(List.of(job)).define(job.name(), arguments, env);
    return new RunningJob(env.executeAsync(job.name()), metrics);
  }

  JobID id() {
    return client.getJobID();
  }

  /** The sum over all subtasks of every counter below {@code kinesisanalytics}. */
  Map<String, Long> counts() {
    return metrics.counts(id());
  }

  /** The greatest value over all subtasks of a gauge below {@code kinesisanalytics}. */
  long gauge(String path) {
    return metrics.gauge(id(), path);
  }

  /** The sum of one counter over the kinds. */
  long total(String counter) {
    return counts().entrySet().stream()
        .filter(count -> count.getKey().matches("(pin|geo|user)\\." + counter))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  long restarts() {
    return metrics.restarts(id());
  }

  /**
   * Waits until something is so.
   *
   * @throws AssertionError if it does not come to be in time, telling what the job had done by then
   */
  void awaitTrue(String what, Condition condition) {
    awaitTrue(what, TIMEOUT, condition);
  }

  void awaitTrue(String what, Duration timeout, Condition condition) {
    try {
      await(what)
          .atMost(timeout)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                JobStatus status = client.getJobStatus().get();
                if (status.isTerminalState()) {
                  client.getJobExecutionResult().get();
                  throw new IllegalStateException("The job has ended: " + status);
                }
                return condition.holds();
              });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          what
              + " did not come to be within "
              + timeout.toSeconds()
              + " s: the job is "
              + client.getJobStatus().join()
              + " after "
              + restarts()
              + " restarts, and counts "
              + counts(),
          e);
    }
  }

  /** Waits until a bounded job has ended by itself. */
  void awaitFinished() throws ExecutionException, InterruptedException, TimeoutException {
    client.getJobExecutionResult().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  /** The counts a bounded job has ended with, by the names of its accumulators. */
  Map<String, Object> awaitResult()
      throws ExecutionException, InterruptedException, TimeoutException {
    return client
        .getJobExecutionResult()
        .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .getAllAccumulatorResults();
  }

  /**
   * Waits until the job has given up, and gives the messages of its failure, the outermost first.
   */
  String awaitFailure() {
    Throwable failure =
        catchThrowable(
            () -> client.getJobExecutionResult().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
    assertThat(failure).as("the job's failure").isInstanceOf(ExecutionException.class);
    StringBuilder messages = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      messages.append(t.getMessage()).append('\n');
    }
    return messages.toString();
  }

  /** Ends the job, having committed all it has read. A job whose tasks still start is awaited. */
  String stopWithSavepoint(Path folder) {
    return await("savepoint")
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsMatching(RunningJob::tasksStillStart)
        .until(
            () ->
                client
                    .stopWithSavepoint(
                        false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(),
            Objects::nonNull);
  }

  private static boolean tasksStillStart(Throwable failure) {
    return ExceptionUtils.findThrowable(failure, CheckpointException.class)
        .filter(
            refused ->
                refused.getCheckpointFailureReason()
                    == CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING)
        .isPresent();
  }

  void cancelIfRunning() throws ExecutionException, InterruptedException {
    if (!client.getJobStatus().get().isTerminalState()) {
      client.cancel().get();
    }
  }

  /** Something to wait for. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }
}
