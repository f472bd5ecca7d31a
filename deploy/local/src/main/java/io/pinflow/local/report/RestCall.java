package io.pinflow.local.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * JSON over HTTP to a part of the stack; an answer other than 2xx becomes an error which quotes the
 * server's reason.
 */
public final class RestCall {

  /** Reads decimal numbers as they are written: a binary one would round them. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(60);
  private static final int MAX_REASON = 600;

  private final String server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();

  /**
   * @param server what the errors call it
   */
  public RestCall(String server) {
    this.server = server;
  }

  public JsonNode get(URI uri) {
    return send(request(uri).GET().build());
  }

  public JsonNode post(URI uri, JsonNode body) {
    BodyPublisher json = BodyPublishers.ofString(body.toString());
    return send(request(uri).header("Content-Type", "application/json").POST(json).build());
  }

  public void patch(URI uri) {
    JsonNode unused = send(request(uri).method("PATCH", BodyPublishers.noBody()).build());
  }

  public void delete(URI uri) {
    JsonNode unused = send(request(uri).DELETE().build());
  }

  /** Sends a file as the form field a jar upload expects. */
  public JsonNode upload(URI uri, Path file, String fileName) {
    String boundary = "pinflow-" + UUID.randomUUID();
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
            + fileName
            + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
    try {
      BodyPublisher body =
          BodyPublishers.concat(
              BodyPublishers.ofString(head, StandardCharsets.UTF_8),
              BodyPublishers.ofFile(file),
              BodyPublishers.ofString("\r\n--" + boundary + "--\r\n", StandardCharsets.UTF_8));
      return send(
          request(uri)
              .header("Content-Type", "multipart/form-data; boundary=" + boundary)
              .POST(body)
              .build());
    } catch (IOException e) {
      throw LocalErrors.io("reading " + file, e);
    }
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(REQUEST_LIMIT);
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      byte[] body = response.body();
      if (response.statusCode() / 100 != 2) {
        throw LocalErrors.refused(
            server, response.statusCode(), request.uri().getPath(), reason(body));
      }
      return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (IOException e) {
      throw LocalErrors.requestFailed(server, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted("waiting for " + server);
    }
  }

  private static String reason(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      JsonNode errors = JSON.readTree(body).path("errors");
      if (errors.isArray() && !errors.isEmpty()) {
        // The last entry holds the stack trace, the first only says that there was an error.
        text = StackTraces.innermost(errors.get(errors.size() - 1).asText()).orElse(text);
      }
    } catch (IOException notJson) {
      return shortened(text);
    }
    return shortened(text);
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
    return line.length() > MAX_REASON ? line.substring(0, MAX_REASON) + "..." : line;
  }

  /** Waits between two polls. */
  public static void pause(Duration time, String doing) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted(doing);
    }
  }
}
