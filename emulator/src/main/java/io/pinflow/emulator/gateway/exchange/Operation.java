package io.pinflow.emulator.gateway.exchange;

import java.util.concurrent.CompletableFuture;

/** What a route does. Implementations are thread-safe. */
public interface Operation {

  /**
   * Handles a request.
   *
   * @return the response; like the call itself it may fail with the exceptions of the contract
   *     behind the route
   */
  CompletableFuture<GatewayResponse> handle(GatewayRequest request);
}
