package io.pinflow.aws;

/**
 * How much of the service an application gets.
 *
 * @param parallelism to begin with; autoscaling changes it
 * @param parallelismPerKpu instances of each operator that share a KPU (1 vCPU, 4 GB)
 * @param checkpointSeconds time between checkpoints, with which results become visible
 */
record JobSettings(int parallelism, int parallelismPerKpu, int checkpointSeconds) {

  static JobSettings read(ContextReader settings) {
    JobSettings job =
        new JobSettings(
            settings.number("parallelism", 1, 256),
            settings.number("parallelism-per-kpu", 1, 8),
            settings.number("checkpoint-seconds", 1, 3_600));
    settings.finish();
    return job;
  }
}
