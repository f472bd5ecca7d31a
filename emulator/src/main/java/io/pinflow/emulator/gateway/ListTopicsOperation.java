package io.pinflow.emulator.gateway;

import java.util.concurrent.CompletableFuture;

/** {@code GET /topics}: the names of the topics. */
final class ListTopicsOperation implements Operation {

  private final TopicDirectory topics;

  ListTopicsOperation(TopicDirectory topics) {
    this.topics = topics;
  }

  @Override
  public CompletableFuture<GatewayResponse> handle(GatewayRequest request) {
    byte[] names =
        ResponseJson.write(
            json -> {
              json.writeStartArray();
              for (String name : topics.names()) {
                json.writeString(name);
              }
              json.writeEndArray();
            });
    return CompletableFuture.completedFuture(GatewayResponse.ok(names));
  }
}
