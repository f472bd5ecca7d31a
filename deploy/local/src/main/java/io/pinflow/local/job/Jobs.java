package io.pinflow.local.job;

import io.pinflow.local.flink.FlinkPath;
import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.flink.JobStatus;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.LocalException;
import io.pinflow.local.report.Progress;
import io.pinflow.local.report.RestCall;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.PartStatus;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Submits the jobs to the home's cluster and stops them. A job goes on from where its last run in
 * this home ended: from the savepoint it was stopped with, or from its newest checkpoint.
 */
public final class Jobs {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration CANCEL_LIMIT = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Home home;
  private final Progress progress;

  public Jobs(Home home, Progress progress) {
    this.home = home;
    this.progress = progress;
  }

  /** Submits a job, which goes on from its last run, and waits until all of its tasks run. */
  public SubmittedJob submit(
      PipelineJob job, List<String> given, Installation installation, Ports ports) {
    return submit(job, given, false, installation, ports);
  }

  /**
   * Submits a job and waits until all of its tasks run.
   *
   * @param fresh whether it begins without the state of its last run
   */
  public SubmittedJob submit(
      PipelineJob job, List<String> given, boolean fresh, Installation installation, Ports ports) {
    FlinkRest flink = new FlinkRest(ports.flink());
    Optional<JobRecord> last = JobRecord.read(home, job.label());
    last.flatMap(record -> alive(flink, record))
        .ifPresent(
            running -> {
              throw LocalErrors.alreadyRunning(job.label(), running.id());
            });
    Optional<String> state =
        fresh ? Optional.empty() : last.flatMap(record -> new SavedState(home).newest(record));
    return submitFrom(state, job, given, installation, ports);
  }

  /**
   * Submits a job that does not run, from a state of one's choice in place of its newest, and waits
   * until all of its tasks run.
   *
   * @param state the savepoint or checkpoint it goes on from; without one it begins anew
   */
  public SubmittedJob submitFrom(
      Optional<String> state,
      PipelineJob job,
      List<String> given,
      Installation installation,
      Ports ports) {
    FlinkRest flink = new FlinkRest(ports.flink());
    boolean kinesis = new Stack(home, progress).status(Part.KINESIS).up();
    Progress.Step step = progress.begin("submitting job " + job.label());
    String jobId = run(flink, installation, job, job.arguments(ports, kinesis, given), state);
    // The state it starts from stays its newest until it completes a checkpoint of its own.
    new JobRecord(job.label(), jobId, state).write(home);
    awaitRunning(flink, job, jobId, step);
    step.done("running as " + jobId + state.map(place -> ", from " + shortened(place)).orElse(""));
    return new SubmittedJob(job, jobId, state);
  }

  /**
   * Submits a run of a job beside the home's own and waits until all of its tasks run. It starts
   * without state and is not remembered.
   *
   * @param options all that the job is told
   */
  public SubmittedJob submitAside(
      PipelineJob job, List<String> options, Installation installation, Ports ports) {
    FlinkRest flink = new FlinkRest(ports.flink());
    Progress.Step step = progress.begin("submitting job " + job.label());
    List<String> arguments = new ArrayList<>(List.of(job.label()));
    arguments.addAll(options);
    String jobId = run(flink, installation, job, arguments, Optional.empty());
    awaitRunning(flink, job, jobId, step);
    step.done("running as " + jobId);
    return new SubmittedJob(job, jobId, Optional.empty());
  }

  /**
   * Runs a bounded job beside the home's own, without state, and waits for its end.
   *
   * @param name what it is called while it runs
   * @param options all that the job is told
   * @return its id
   */
  public String runToEnd(
      PipelineJob job, String name, List<String> options, Installation installation, Ports ports) {
    FlinkRest flink = new FlinkRest(ports.flink());
    Progress.Step step = progress.begin("running the " + name);
    List<String> arguments = new ArrayList<>(List.of(job.label()));
    arguments.addAll(options);
    String jobId = run(flink, installation, job, arguments, Optional.empty());
    while (!flink.hasEnded(jobId)) {
      step.update("it runs");
      RestCall.pause(POLL, "running the " + name);
    }
    JobStatus status = flink.job(jobId);
    if (!status.succeeded()) {
      throw failed(flink, job, status);
    }
    step.done("done in " + Math.max(1, status.duration().toSeconds()) + " s");
    return jobId;
  }

  /** Stops a running job with a savepoint, from which its next run goes on. */
  public void stop(PipelineJob job, Ports ports) {
    FlinkRest flink = new FlinkRest(ports.flink());
    JobRecord running =
        JobRecord.read(home, job.label())
            .filter(record -> alive(flink, record).isPresent())
            .orElseThrow(() -> LocalErrors.notRunning(job.label()));
    stop(flink, running, true);
  }

  private String run(
      FlinkRest flink,
      Installation installation,
      PipelineJob job,
      List<String> arguments,
      Optional<String> state) {
    return flink.run(
        jar(flink, installation.pipelineJar()),
        PipelineJob.MAIN_CLASS,
        arguments,
        state,
        job.settings());
  }

  private void awaitRunning(FlinkRest flink, PipelineJob job, String jobId, Progress.Step step) {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!flink.allTasksRunning(jobId)) {
      JobStatus status = flink.job(jobId);
      if (status.succeeded()) {
        // A bounded job may be done between the two looks.
        return;
      }
      if (status.ended()) {
        throw failed(flink, job, status);
      }
      if (System.nanoTime() > deadline) {
        String cause = flink.rootCause(jobId).orElse("no task failed");
        throw LocalErrors.jobEnded(
            job.label(),
            "not running after " + START_LIMIT.toSeconds() + " s",
            cause,
            home.log(Part.JOBMANAGER));
      }
      step.update("its tasks start");
      RestCall.pause(POLL, "starting job " + job.label());
    }
  }

  /** What a job that should run ended with. */
  public LocalException failed(FlinkRest flink, PipelineJob job, JobStatus status) {
    return LocalErrors.jobEnded(
        job.label(),
        status.state(),
        flink.rootCause(status.id()).orElse(""),
        home.log(Part.TASKMANAGER));
  }

  /** The id of the job's run in this home's cluster, if it runs. */
  public Optional<JobStatus> running(PipelineJob job, Ports ports) {
    FlinkRest flink = new FlinkRest(ports.flink());
    return JobRecord.read(home, job.label()).flatMap(record -> alive(flink, record));
  }

  private static Optional<JobStatus> alive(FlinkRest flink, JobRecord record) {
    return flink.jobs().stream()
        .filter(job -> job.id().equals(record.jobId()) && !job.ended())
        .findFirst();
  }

  /**
   * Uploads the jar once, also for jobs that are submitted side by side: the name under which it is
   * stored changes with its content.
   */
  private synchronized String jar(FlinkRest flink, Path jar) {
    try {
      String fileName =
          jar.getFileName().toString().replace(".jar", "")
              + "-"
              + Files.getLastModifiedTime(jar).toMillis()
              + "-"
              + Files.size(jar)
              + ".jar";
      return flink.uploadedJar(fileName).orElseGet(() -> flink.upload(jar, fileName));
    } catch (IOException e) {
      throw LocalErrors.io("reading " + jar, e);
    }
  }

  /**
   * Stops every job of a running cluster with a savepoint. A job which cannot take one is
   * cancelled; its next run then goes on from its newest checkpoint. A cluster that does not answer
   * holds no job.
   */
  public void stopAll(Stack stack) {
    PartStatus jobManager = stack.status(Part.JOBMANAGER);
    PartStatus taskManager = stack.status(Part.TASKMANAGER);
    if (!jobManager.up()) {
      return;
    }
    FlinkRest flink = new FlinkRest(jobManager.address());
    try {
      for (PipelineJob job : PipelineJob.values()) {
        JobRecord.read(home, job.label())
            .filter(record -> alive(flink, record).isPresent())
            .ifPresent(record -> stop(flink, record, taskManager.up()));
      }
    } catch (LocalException e) {
      progress.note("  the jobs were not saved: " + e.getMessage());
    }
  }

  /** Saves the state of a job that runs on, and tells where; its next run need not go on there. */
  public String save(SubmittedJob job, Ports ports) {
    return new FlinkRest(ports.flink()).savepoint(job.jobId(), FlinkPath.of(home.savepoints()));
  }

  /**
   * Stops a job with a savepoint, from which its next run goes on, or cancels it where it cannot
   * take one; its next run then goes on from its newest checkpoint.
   */
  public void stop(SubmittedJob job, Ports ports) {
    FlinkRest flink = new FlinkRest(ports.flink());
    stop(flink, new JobRecord(job.job().label(), job.jobId(), job.restoredFrom()), true);
  }

  /** Ends a job without saving anything. */
  public void cancel(SubmittedJob job, Ports ports) {
    FlinkRest flink = new FlinkRest(ports.flink());
    flink.cancel(job.jobId());
    awaitEnded(flink, job.jobId());
  }

  private void stop(FlinkRest flink, JobRecord record, boolean canSave) {
    Progress.Step step = progress.begin("saving job " + record.job());
    String problem = "no TaskManager runs";
    if (canSave) {
      try {
        String place = flink.stopWithSavepoint(record.jobId(), FlinkPath.of(home.savepoints()));
        new JobRecord(record.job(), record.jobId(), Optional.of(place)).write(home);
        step.done(shortened(place));
        return;
      } catch (LocalException e) {
        problem = e.getMessage();
      }
    }
    flink.cancel(record.jobId());
    awaitEnded(flink, record.jobId());
    step.done("without a savepoint (" + problem + "); it will go on from its newest checkpoint");
  }

  private static void awaitEnded(FlinkRest flink, String jobId) {
    long deadline = System.nanoTime() + CANCEL_LIMIT.toNanos();
    while (System.nanoTime() < deadline && !flink.job(jobId).ended()) {
      RestCall.pause(POLL, "cancelling a job");
    }
  }

  private static String shortened(String place) {
    String path = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    int parent = path.lastIndexOf('/', path.lastIndexOf('/') - 1);
    return parent < 0 ? path : path.substring(parent + 1);
  }
}
