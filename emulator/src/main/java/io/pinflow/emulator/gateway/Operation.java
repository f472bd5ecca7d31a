package io.pinflow.emulator.gateway;

import java.util.concurrent.CompletableFuture;

/** What a route does. Implementations are thread-safe. */
interface Operation {

  /**
   * Handles a request.
   *
   * @return the response; it fails with a {@link GatewayException} for an error of the contract
   * @throws GatewayException where the error is known at once
   */
  CompletableFuture<GatewayResponse> handle(GatewayRequest request);
}
