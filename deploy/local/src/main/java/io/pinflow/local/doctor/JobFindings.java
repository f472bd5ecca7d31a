package io.pinflow.local.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.local.job.PipelineJob;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.FlinkClient;
import java.nio.file.Path;
import java.util.List;

/** What the jobs' own doctor finds, which runs in a process of its own. */
public final class JobFindings {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JobFindings() {}

  /**
   * Of the jobs which a file has settings for.
   *
   * @param settings property groups in the form of the managed service
   */
  public static List<Finding> of(FlinkClient client, Path settings) {
    return parse(
        client.run(
            "doctor",
            PipelineJob.MAIN_CLASS,
            List.of("doctor", "--config", settings.toAbsolutePath().toString())));
  }

  static List<Finding> parse(String output) {
    return output.lines().filter(line -> line.startsWith("{")).map(JobFindings::finding).toList();
  }

  private static Finding finding(String line) {
    try {
      return JSON.readValue(line, Finding.class);
    } catch (JsonProcessingException e) {
      throw LocalErrors.requestFailed("reading what the jobs' doctor found", e);
    }
  }
}
