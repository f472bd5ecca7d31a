package io.pinflow.local.chaos;

import java.util.Locale;

/** What is done to the running pipeline. */
enum FaultKind {
  /** The TaskManager is killed, and started again. */
  TASKMANAGER_KILL(false),
  /** The JobManager is killed and started again; the jobs go on from their newest checkpoints. */
  JOBMANAGER_KILL(false),
  BROKER_KILL(true),
  S3_KILL(true),
  /** Half of the requests to S3 are answered with 500. */
  S3_ERRORS(true),
  /** Half of the requests to S3 are answered with 503 Slow Down. */
  S3_SLOW_DOWN(true),
  /** Every fourth request to S3 gets no answer. */
  S3_HANG(true),
  /** Every third request to S3 is carried out, and its answer lost. */
  S3_LOST_ANSWERS(true),
  /** Half of the jobs' requests to Kinesis are answered with 500. */
  KINESIS_ERRORS(true),
  /** All of the jobs' connections to Kinesis are cut. */
  KINESIS_CUT(true),
  /** CleanJob is stopped with a savepoint and goes on with another parallelism. */
  RESCALE(false),
  /** The jobs go back to savepoints which the tables and the archive have left behind. */
  REWIND(true),
  /** The jobs are cancelled and begin anew, without any state. */
  STATELESS_RESTART(false);

  private final boolean lasting;

  FaultKind(boolean lasting) {
    this.lasting = lasting;
  }

  /** Whether it goes on for a while before it is mended. */
  boolean lasting() {
    return lasting;
  }

  /** Whether it can occur only where there are streams. */
  boolean needsKinesis() {
    return this == KINESIS_ERRORS || this == KINESIS_CUT;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
