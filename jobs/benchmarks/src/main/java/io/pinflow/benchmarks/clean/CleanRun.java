package io.pinflow.benchmarks.clean;

import io.pinflow.benchmarks.stack.ProcessUsage;
import java.time.Duration;
import java.time.Instant;

/**
 * One run of one side.
 *
 * @param fromNothing seconds from the start of the first process to the last commit
 * @param fromSubmission seconds from the moment the job was given to the running cluster, or for
 *     Spark, which has none, from the start of its process
 * @param steady seconds from the moment the first source began to read, or Spark began its first
 *     batch
 * @param usage of all processes but the broker, since their start
 */
record CleanRun(double fromNothing, double fromSubmission, double steady, ProcessUsage usage) {

  static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
