package io.pinflow.local.chaos;

import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.job.Jobs;
import io.pinflow.local.job.PipelineJob;
import io.pinflow.local.job.SubmittedJob;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Ports;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pipeline's jobs as they run now, and the ways in which a run of one follows another. */
final class RunningJobs {

  private final Jobs jobs;
  private final Installation installation;
  private final Ports ports;
  private final List<String> options;
  private final Map<PipelineJob, SubmittedJob> current = new EnumMap<>(PipelineJob.class);
  private int cleanParallelism = 1;

  /**
   * No job yet.
   *
   * @param options of every job
   */
  RunningJobs(Jobs jobs, Installation installation, Ports ports, List<String> options) {
    this.jobs = jobs;
    this.installation = installation;
    this.ports = ports;
    this.options = List.copyOf(options);
  }

  /**
   * Submits each job, on a cluster that runs none; one that ran before goes on from the newest
   * checkpoint that its last run left.
   */
  void submitAll() {
    for (PipelineJob job : PipelineJob.STREAMING) {
      current.put(job, jobs.submit(job, optionsOf(job), installation, ports));
    }
  }

  /** CleanJob goes on with another parallelism. */
  void rescaleClean() {
    jobs.stop(clean(), ports);
    cleanParallelism = 3 - cleanParallelism;
    current.put(
        PipelineJob.CLEAN,
        jobs.submit(PipelineJob.CLEAN, optionsOf(PipelineJob.CLEAN), installation, ports));
  }

  /** The places of savepoints of the jobs, which run on. */
  Map<PipelineJob, String> save() {
    Map<PipelineJob, String> savepoints = new EnumMap<>(PipelineJob.class);
    current.forEach((kind, job) -> savepoints.put(kind, jobs.save(job, ports)));
    return savepoints;
  }

  /** Each job is cancelled and begins again from its savepoint, or where there is none without. */
  void restartFrom(Map<PipelineJob, String> savepoints) {
    for (PipelineJob kind : List.copyOf(current.keySet())) {
      jobs.cancel(current.get(kind), ports);
      Optional<String> state = Optional.ofNullable(savepoints.get(kind));
      current.put(kind, jobs.submitFrom(state, kind, optionsOf(kind), installation, ports));
    }
  }

  SubmittedJob clean() {
    return current.get(PipelineJob.CLEAN);
  }

  List<SubmittedJob> all() {
    return List.copyOf(current.values());
  }

  FlinkRest flink() {
    return new FlinkRest(ports.flink());
  }

  private List<String> optionsOf(PipelineJob job) {
    List<String> all = new ArrayList<>(options);
    if (job == PipelineJob.CLEAN) {
      all.addAll(List.of("--parallelism", Integer.toString(cleanParallelism)));
    }
    return all;
  }
}
