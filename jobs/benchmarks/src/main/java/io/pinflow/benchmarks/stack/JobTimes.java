package io.pinflow.benchmarks.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.local.flink.FlinkRest;
import java.time.Instant;

/**
 * When a job worked, by the cluster's own clock.
 *
 * @param sourceStart when the first source task began to run, before it asked its source for
 *     anything
 * @param end when the job was finished
 */
public record JobTimes(Instant sourceStart, Instant end) {

  /** Of a job that has ended. */
  public static JobTimes of(FlinkRest flink, String job) {
    long first = Long.MAX_VALUE;
    for (JsonNode vertex : flink.vertices(job)) {
      if (vertex.path("name").asText().startsWith("Source")) {
        String times = "/vertices/" + vertex.path("id").asText() + "/subtasktimes";
        for (JsonNode subtask : flink.jobResource(job, times).path("subtasks")) {
          first = Math.min(first, subtask.path("timestamps").path("RUNNING").asLong());
        }
      }
    }
    long end = flink.jobResource(job, "").path("end-time").asLong();
    return new JobTimes(Instant.ofEpochMilli(first), Instant.ofEpochMilli(end));
  }
}
