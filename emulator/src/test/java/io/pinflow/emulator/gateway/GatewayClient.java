package io.pinflow.emulator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a gateway as its clients do. */
final class GatewayClient {

  static final String JSON = "application/vnd.kafka.json.v2+json";
  static final String BINARY = "application/vnd.kafka.binary.v2+json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI uri;

  GatewayClient(URI uri) {
    this.uri = uri;
  }

  URI uri() {
    return uri;
  }

  HttpResponse<String> post(String topic, String contentType, String body)
      throws IOException, InterruptedException {
    return send(
        request("/topics/" + topic)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  /** Sends a body that is JSON, or none where it is null. */
  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path);
    return body == null
        ? send(request.method(method, HttpRequest.BodyPublishers.noBody()).build())
        : send(
            request
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri.resolve(path));
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The text as JSON. */
  static JsonNode json(String text) throws IOException {
    return MAPPER.readTree(text);
  }

  static void assertError(HttpResponse<String> response, int status, int errorCode)
      throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.kafka.v2+json");
    JsonNode body = json(response.body());
    assertThat(body).hasSize(2);
    assertThat(body.get("error_code").asInt()).isEqualTo(errorCode);
    assertThat(body.get("message").asText()).isNotBlank();
  }

  /** An error of a route of the API definition that is not Kafka's. */
  static void assertApiError(HttpResponse<String> response, int status, String code)
      throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(json(response.body()).get("code").asText()).isEqualTo(code);
    assertThat(json(response.body()).get("message").asText()).isNotBlank();
  }
}
