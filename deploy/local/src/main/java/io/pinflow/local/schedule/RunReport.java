package io.pinflow.local.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Lake;
import io.pinflow.local.stack.ObjectStore;
import io.pinflow.local.stack.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * How a job has ended, by its own word: the object with which it tells.
 *
 * @param state FINISHED, REFUSED or FAILED
 * @param reason why, unless it has finished
 */
record RunReport(String state, String reason) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUCKET = "s3://" + Lake.BUCKET + '/';

  boolean finished() {
    return state.equals("FINISHED");
  }

  /** The report at a place of the stack's bucket; none if the job did not get to write one. */
  static Optional<RunReport> read(Ports ports, Home home, String uri) {
    String key = uri.substring(BUCKET.length());
    try (ObjectStore store = ObjectStore.at(ports, home)) {
      if (!store.keys(key).contains(key)) {
        return Optional.empty();
      }
      try (InputStream in = store.open(key)) {
        JsonNode report = JSON.readTree(in);
        return Optional.of(
            new RunReport(report.path("state").asText(), report.path("reason").asText()));
      }
    } catch (IOException e) {
      throw LocalErrors.io("reading " + uri, e);
    }
  }
}
