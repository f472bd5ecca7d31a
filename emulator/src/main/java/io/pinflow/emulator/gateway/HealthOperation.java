package io.pinflow.emulator.gateway;

import io.pinflow.emulator.gateway.exchange.GatewayRequest;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import io.pinflow.emulator.gateway.exchange.Operation;
import java.util.concurrent.CompletableFuture;

/** {@code GET /health}: 200 while the broker answers, 503 while it does not. */
final class HealthOperation implements Operation {

  private final TopicDirectory topics;

  HealthOperation(TopicDirectory topics) {
    this.topics = topics;
  }

  @Override
  public CompletableFuture<GatewayResponse> handle(GatewayRequest request) {
    boolean up = brokerAnswers();
    byte[] body =
        ResponseJson.write(
            json -> {
              json.writeStartObject();
              json.writeStringField("status", up ? "UP" : "DOWN");
              json.writeStringField("kafka", up ? "UP" : "DOWN");
              json.writeEndObject();
            });
    return CompletableFuture.completedFuture(
        GatewayResponse.of(up ? 200 : 503, MediaTypes.KAFKA_V2_JSON, body));
  }

  private boolean brokerAnswers() {
    try {
      topics.names();
      return true;
    } catch (GatewayException e) {
      return false;
    }
  }
}
