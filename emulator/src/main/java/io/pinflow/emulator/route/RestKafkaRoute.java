package io.pinflow.emulator.route;

import io.pinflow.emulator.secret.Secret;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Posts to Kafka topics through a REST proxy which speaks Kafka REST v2: {@code POST
 * /topics/<topic>} with {@code {"records":[{"value":...}]}}.
 *
 * <p>JSON payloads are embedded as they are; others are sent in the binary format. A record counts
 * as acknowledged when the proxy answers with its offset.
 */
public final class RestKafkaRoute implements Route {

  private static final String ACCEPT = "application/vnd.kafka.v2+json";

  private final RestClient client;
  private final TopicNames topics;
  private final ProduceAnswers answers = new ProduceAnswers();

  /**
   * Creates a route; nothing is connected before the first request.
   *
   * @param gateway the proxy's address, such as {@code http://127.0.0.1:8082}
   */
  public RestKafkaRoute(URI gateway, TopicNames topics) {
    this(gateway, topics, Optional.empty());
  }

  /**
   * Creates a route through an API which asks for a key; nothing is connected before the first
   * request.
   *
   * @param gateway the API's address, with its stage if it has one
   */
  public RestKafkaRoute(URI gateway, TopicNames topics, Optional<Secret> apiKey) {
    this.client = new RestClient(gateway, apiKey);
    this.topics = topics;
  }

  @Override
  public CompletableFuture<List<SendResult>> send(RecordKind kind, List<PostRecord> records) {
    boolean json = records.get(0).json();
    URI uri = client.uri("topics/" + topics.topic(kind));
    String contentType = "application/vnd.kafka." + (json ? "json" : "binary") + ".v2+json";
    return client
        .send("POST", uri, contentType, ACCEPT, ProduceBody.of(records, json))
        .handle(
            (response, failure) ->
                failure == null
                    ? answers.results(uri, response, records.size())
                    : answers.unanswered(uri, failure, records.size()));
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
