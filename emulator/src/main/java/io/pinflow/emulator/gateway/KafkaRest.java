package io.pinflow.emulator.gateway;

import io.pinflow.emulator.gateway.exchange.GatewayRequest;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import io.pinflow.emulator.gateway.exchange.Operation;
import java.util.concurrent.CompletableFuture;

/**
 * The Kafka REST proxy in this process, for the HTTP proxy integrations of the API definition.
 * Thread-safe.
 */
final class KafkaRest implements Operation {

  private final RouteTable routes;

  KafkaRest(RouteTable routes) {
    this.routes = routes;
  }

  @Override
  public CompletableFuture<GatewayResponse> handle(GatewayRequest request) {
    String type = MediaTypes.response(request.header("Accept"));
    return routes
        .handle(request)
        .thenApply(response -> response.withHeader(GatewayResponse.CONTENT_TYPE, type));
  }
}
