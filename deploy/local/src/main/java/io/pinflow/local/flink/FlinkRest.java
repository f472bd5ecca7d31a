package io.pinflow.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.RestCall;
import io.pinflow.local.report.StackTraces;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Flink's REST API, as far as the local stack uses it. Thread-safe. */
public final class FlinkRest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration SAVEPOINT_LIMIT = Duration.ofSeconds(60);

  private final URI base;
  private final RestCall http;

  public FlinkRest(String base) {
    this.base = URI.create(base);
    this.http = new RestCall("Flink's REST API at " + base);
  }

  /** How many TaskManagers have registered. */
  public int taskManagers() {
    return get("/overview").path("taskmanagers").asInt();
  }

  /** A value of the JobManager's configuration. */
  public Optional<String> configuration(String key) {
    for (JsonNode entry : get("/jobmanager/config")) {
      if (entry.path("key").asText().equals(key)) {
        return Optional.of(entry.path("value").asText());
      }
    }
    return Optional.empty();
  }

  public List<JobStatus> jobs() {
    List<JobStatus> jobs = new ArrayList<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      jobs.add(
          new JobStatus(
              job.path("jid").asText(),
              job.path("name").asText(),
              job.path("state").asText(),
              Duration.ofMillis(Math.max(0, job.path("duration").asLong()))));
    }
    return jobs;
  }

  public JobStatus job(String jobId) {
    JsonNode job = get("/jobs/" + jobId);
    return new JobStatus(
        jobId,
        job.path("name").asText(),
        job.path("state").asText(),
        Duration.ofMillis(Math.max(0, job.path("duration").asLong())));
  }

  /**
   * Whether the job has ended. Unlike {@link #job} it makes the cluster gather no metrics, which
   * takes the more of its time, the more often it is asked.
   */
  public boolean hasEnded(String jobId) {
    String state = get("/jobs/" + jobId + "/status").path("status").asText();
    return new JobStatus(jobId, "", state, Duration.ZERO).ended();
  }

  /** The jobs of a name which have not ended. */
  public List<String> running(String name) {
    return jobs().stream()
        .filter(job -> job.name().equals(name) && !job.ended())
        .map(JobStatus::id)
        .toList();
  }

  /** What a job was told of one of its settings. */
  public Optional<String> setting(String jobId, String key) {
    JsonNode value =
        get("/jobs/" + jobId + "/config").path("execution-config").path("user-config").path(key);
    return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
  }

  /** Whether every task of the job runs, which is later than the job's own state says. */
  public boolean allTasksRunning(String jobId) {
    JsonNode vertices = get("/jobs/" + jobId).path("vertices");
    for (JsonNode vertex : vertices) {
      String status = vertex.path("status").asText();
      if (!status.equals("RUNNING") && !status.equals("FINISHED")) {
        return false;
      }
    }
    return !vertices.isEmpty();
  }

  /**
   * The operators of a job: their ids in the REST API and the names of what is chained into each.
   */
  public JsonNode vertices(String jobId) {
    return get("/jobs/" + jobId).path("vertices");
  }

  /** The first lines of what made the job fail last; empty where nothing did. */
  public Optional<String> rootCause(String jobId) {
    JsonNode exceptions = get("/jobs/" + jobId + "/exceptions");
    String trace = exceptions.path("root-exception").asText("");
    if (trace.isEmpty() || trace.equals("null")) {
      trace =
          exceptions.path("exceptionHistory").path("entries").path(0).path("stacktrace").asText("");
    }
    return StackTraces.innermost(trace);
  }

  /** How often the job was restarted by Flink. */
  public int restarts(String jobId) {
    return get("/jobs/" + jobId + "/metrics?get=numRestarts").path(0).path("value").asInt();
  }

  /** Any metrics or accumulators below a job, as the REST API gives them. */
  public JsonNode jobResource(String jobId, String path) {
    return get("/jobs/" + jobId + path);
  }

  public int completedCheckpoints(String jobId) {
    return get("/jobs/" + jobId + "/checkpoints").path("counts").path("completed").asInt();
  }

  /** Takes a checkpoint now, whatever the interval, and waits for its end, be it a failure. */
  public void checkpoint(String jobId) {
    String checkpoints = "/jobs/" + jobId + "/checkpoints";
    ObjectNode request = JSON.createObjectNode().put("checkpointType", "CONFIGURED");
    String trigger = http.post(base.resolve(checkpoints), request).path("request-id").asText();
    // A JobManager that ends waits until somebody has asked for the outcome.
    JsonNode unused = awaitOperation(checkpoints + "/" + trigger, "the checkpoint of job " + jobId);
  }

  /** The id of the uploaded jar with this file name, if there is one. */
  public Optional<String> uploadedJar(String fileName) {
    for (JsonNode jar : get("/jars").path("files")) {
      if (jar.path("name").asText().equals(fileName)) {
        return Optional.of(jar.path("id").asText());
      }
    }
    return Optional.empty();
  }

  public String upload(Path jar, String fileName) {
    String stored =
        http.upload(base.resolve("/jars/upload"), jar, fileName).path("filename").asText();
    return stored.substring(stored.lastIndexOf('/') + 1);
  }

  /**
   * When the newest completed checkpoint of the job's run was begun, in milliseconds since the
   * epoch; 0 where there is none.
   */
  public long newestCheckpointBegun(String jobId) {
    return get("/jobs/" + jobId + "/checkpoints")
        .path("latest")
        .path("completed")
        .path("trigger_timestamp")
        .asLong(0);
  }

  /**
   * Runs an uploaded jar's main class and gives the id of the job it submitted.
   *
   * @param settings of Flink's for this job, in place of the cluster's
   */
  public String run(
      String jarId,
      String mainClass,
      List<String> arguments,
      Optional<String> savepoint,
      Map<String, String> settings) {
    ObjectNode request = JSON.createObjectNode().put("entryClass", mainClass);
    ArrayNode list = request.putArray("programArgsList");
    arguments.forEach(list::add);
    savepoint.ifPresent(path -> request.put("savepointPath", path));
    ObjectNode own = request.putObject("flinkConfiguration");
    settings.forEach(own::put);
    return run(jarId, request);
  }

  /** Runs, without arguments, the main class which an uploaded jar's manifest names. */
  public String run(String jarId, Optional<String> savepoint) {
    ObjectNode request = JSON.createObjectNode();
    savepoint.ifPresent(path -> request.put("savepointPath", path));
    return run(jarId, request);
  }

  private String run(String jarId, ObjectNode request) {
    return http.post(base.resolve("/jars/" + jarId + "/run"), request).path("jobid").asText();
  }

  /** Ends a job with a savepoint and gives the savepoint's place. */
  public String stopWithSavepoint(String jobId, String directory) {
    ObjectNode request =
        JSON.createObjectNode().put("targetDirectory", directory).put("drain", false);
    String trigger =
        http.post(base.resolve("/jobs/" + jobId + "/stop"), request).path("request-id").asText();
    return awaitSavepoint(jobId, trigger);
  }

  /** Saves the state of a job that runs on and gives the savepoint's place. */
  public String savepoint(String jobId, String directory) {
    ObjectNode request =
        JSON.createObjectNode().put("target-directory", directory).put("cancel-job", false);
    String trigger =
        http.post(base.resolve("/jobs/" + jobId + "/savepoints"), request)
            .path("request-id")
            .asText();
    return awaitSavepoint(jobId, trigger);
  }

  private String awaitSavepoint(String jobId, String trigger) {
    String what = "the savepoint of job " + jobId;
    JsonNode operation = awaitOperation("/jobs/" + jobId + "/savepoints/" + trigger, what);
    if (operation.has("location")) {
      return operation.path("location").asText();
    }
    String trace = operation.path("failure-cause").path("stack-trace").asText("no reason given");
    throw LocalErrors.requestFailed(what, StackTraces.innermost(trace).orElse(trace));
  }

  /** The outcome of what was triggered, at the path at which its status can be asked. */
  private JsonNode awaitOperation(String path, String what) {
    long deadline = System.nanoTime() + SAVEPOINT_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode status = get(path);
      if (status.path("status").path("id").asText().equals("COMPLETED")) {
        return status.path("operation");
      }
      RestCall.pause(POLL, "waiting for " + what);
    }
    throw LocalErrors.requestFailed(what, "not done after " + SAVEPOINT_LIMIT.toSeconds() + " s");
  }

  public void cancel(String jobId) {
    http.patch(base.resolve("/jobs/" + jobId + "?mode=cancel"));
  }

  private JsonNode get(String path) {
    return http.get(base.resolve(path));
  }
}
