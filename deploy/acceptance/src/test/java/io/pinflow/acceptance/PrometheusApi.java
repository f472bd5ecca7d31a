package io.pinflow.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The HTTP API of a running Prometheus. */
final class PrometheusApi {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  PrometheusApi(String address) {
    this.address = address;
  }

  /** The series which an expression gives now; fails where Prometheus refuses the expression. */
  JsonNode query(String expression) {
    return data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .path("result");
  }

  /** The one number an expression gives now; NaN where it gives none. */
  double number(String expression) {
    JsonNode result = query(expression);
    return result.size() == 1 ? result.get(0).path("value").path(1).asDouble() : Double.NaN;
  }

  JsonNode alertRules() {
    return data("/api/v1/rules?type=alert").path("groups");
  }

  private JsonNode data(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + path)).timeout(LIMIT).build();
      String body = client.send(request, BodyHandlers.ofString()).body();
      JsonNode answer = new ObjectMapper().readTree(body);
      if (!answer.path("status").asText().equals("success")) {
        throw new AssertionError(path + ": " + body);
      }
      return answer.path("data");
    } catch (IOException e) {
      throw new AssertionError("Cannot ask " + address + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while asking " + address + path, e);
    }
  }
}
