package io.pinflow.jobs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;

/** A job's metrics as anybody may ask for them. */
final class FlinkRest {

  private static final Pattern VERTEX =
      Pattern.compile("\"id\":\"([0-9a-f]{32})\",\"slotSharingGroupId\"");
  private static final Pattern SUM = Pattern.compile("\"sum\":([0-9.]+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String jobUrl;

  FlinkRest(URI address, JobID job) {
    this.jobUrl = address + "/jobs/" + job;
  }

  /** The sum over the subtasks of a counter of an operator; empty as long as there is none. */
  String sum(String operator, String counter) throws IOException, InterruptedException {
    String id = operator + ".kinesisanalytics." + counter;
    for (String vertex : vertices()) {
      String url = jobUrl + "/vertices/" + vertex + "/subtasks/metrics?agg=sum&get=" + id;
      Matcher sum = SUM.matcher(get(url));
      if (sum.find()) {
        return sum.group(1);
      }
    }
    return "";
  }

  private List<String> vertices() throws IOException, InterruptedException {
    List<String> vertices = new ArrayList<>();
    Matcher vertex = VERTEX.matcher(get(jobUrl));
    while (vertex.find()) {
      vertices.add(vertex.group(1));
    }
    return vertices;
  }

  private String get(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
