package io.pinflow.emulator.gateway.api;

import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Calls an action of an AWS service. */
final class AwsIntegration implements Integration {

  private final AwsService service;
  private final String action;
  private final RequestMapping request;
  private final ParameterMappings headers;
  private final ResponseMapping response;

  AwsIntegration(
      AwsService service,
      String action,
      RequestMapping request,
      ParameterMappings headers,
      ResponseMapping response) {
    this.service = service;
    this.action = action;
    this.request = request;
    this.headers = headers;
    this.response = response;
  }

  @Override
  public CompletableFuture<GatewayResponse> answer(Exchange exchange) {
    String body = request.body(exchange);
    Map<String, String> sent = new LinkedHashMap<>(headers.values(exchange, Map.of()));
    sent.putAll(exchange.overridden("requestOverride", "header"));
    return service
        .call(action, sent, body)
        .thenApply(answer -> response.response(exchange, answer));
  }
}
