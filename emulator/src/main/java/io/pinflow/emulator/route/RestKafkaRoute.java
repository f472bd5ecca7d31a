package io.pinflow.emulator.route;

import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Posts to Kafka topics through a REST proxy which speaks Kafka REST v2: {@code POST
 * /topics/<topic>} with {@code {"records":[{"value":...}]}}.
 *
 * <p>JSON payloads are embedded as they are; others are sent in the binary format. A record counts
 * as acknowledged when the proxy answers with its offset.
 */
public final class RestKafkaRoute implements Route {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Longer than a proxy waits for its broker, so that its own answer arrives. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(90);

  private static final String ACCEPT = "application/vnd.kafka.v2+json";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final URI gateway;
  private final TopicNames topics;
  private final ProduceAnswers answers = new ProduceAnswers();

  /**
   * Creates a route; nothing is connected before the first request.
   *
   * @param gateway the proxy's address, such as {@code http://127.0.0.1:8082}
   */
  public RestKafkaRoute(URI gateway, TopicNames topics) {
    this.gateway = gateway;
    this.topics = topics;
  }

  @Override
  public CompletableFuture<List<SendResult>> send(RecordKind kind, List<PostRecord> records) {
    boolean json = records.get(0).json();
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/topics/" + topics.topic(kind)))
            .timeout(REQUEST_TIMEOUT)
            .header(
                "Content-Type", "application/vnd.kafka." + (json ? "json" : "binary") + ".v2+json")
            .header("Accept", ACCEPT)
            .POST(HttpRequest.BodyPublishers.ofByteArray(ProduceBody.of(records, json)))
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .handle(
            (response, failure) ->
                failure == null
                    ? answers.results(request.uri(), response, records.size())
                    : answers.unanswered(request.uri(), failure, records.size()));
  }

  @Override
  public String destination(RecordKind kind) {
    return topics.topic(kind);
  }

  @Override
  public void close() {
    // The client's threads and connections end with the last reference to it.
  }
}
