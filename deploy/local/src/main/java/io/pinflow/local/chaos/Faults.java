package io.pinflow.local.chaos;

import io.pinflow.local.chaos.Disturbance.Effect;
import io.pinflow.local.job.PipelineJob;
import io.pinflow.local.report.RestCall;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Stack;
import java.time.Duration;
import java.util.Map;

/** Injects faults into a running stack and mends them. */
final class Faults {

  private final Stack stack;
  private final Installation installation;
  private final RunningJobs jobs;
  private final FaultProxy s3;
  private final FaultProxy kinesis;

  Faults(
      Stack stack, Installation installation, RunningJobs jobs, FaultProxy s3, FaultProxy kinesis) {
    this.stack = stack;
    this.installation = installation;
    this.jobs = jobs;
    this.s3 = s3;
    this.kinesis = kinesis;
  }

  /** Injects a fault and returns when it is mended, before the pipeline has recovered. */
  void inject(Fault fault) {
    Duration hold = fault.hold();
    switch (fault.kind()) {
      case TASKMANAGER_KILL -> restart(Part.TASKMANAGER, hold);
      case JOBMANAGER_KILL -> {
        restart(Part.JOBMANAGER, hold);
        jobs.submitAll();
      }
      case BROKER_KILL -> restart(Part.KAFKA, hold);
      case S3_KILL -> restart(Part.S3, hold);
      case S3_ERRORS -> disturb(s3, Effect.SERVER_ERROR, 2, hold);
      case S3_SLOW_DOWN -> disturb(s3, Effect.SLOW_DOWN, 2, hold);
      case S3_HANG -> disturb(s3, Effect.HANG, 4, hold);
      case S3_LOST_ANSWERS -> disturb(s3, Effect.LOSE_ANSWER, 3, hold);
      case KINESIS_ERRORS -> disturb(kinesis, Effect.SERVER_ERROR, 2, hold);
      case KINESIS_CUT -> disturb(kinesis, Effect.CUT, 1, hold);
      case RESCALE -> jobs.rescaleClean();
      case REWIND -> {
        Map<PipelineJob, String> savepoints = jobs.save();
        pause(hold);
        jobs.restartFrom(savepoints);
      }
      case STATELESS_RESTART -> jobs.restartFrom(Map.of());
    }
  }

  private void restart(Part part, Duration down) {
    stack.kill(part);
    pause(down);
    stack.start(part, installation);
  }

  private static void disturb(FaultProxy proxy, Effect effect, int oneIn, Duration hold) {
    proxy.disturb(new Disturbance(effect, oneIn));
    try {
      pause(hold);
    } finally {
      proxy.mend();
    }
  }

  private static void pause(Duration time) {
    RestCall.pause(time, "a fault was going on");
  }
}
