package io.pinflow.emulator.gateway;

import io.pinflow.emulator.gateway.exchange.GatewayRequest;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import io.pinflow.emulator.gateway.exchange.Operation;
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
    return CompletableFuture.completedFuture(ResponseJson.ok(names));
  }
}
