package io.pinflow.emulator.gateway.api;

import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import java.util.concurrent.CompletableFuture;

/** What answers an operation. Implementations are thread-safe. */
interface Integration {

  /** Answers; fails with an {@link ApiException} where the gateway itself is to answer. */
  CompletableFuture<GatewayResponse> answer(Exchange exchange);
}
