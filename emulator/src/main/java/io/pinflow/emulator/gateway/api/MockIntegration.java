package io.pinflow.emulator.gateway.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Answers without a service: the request template says with which status. */
final class MockIntegration implements Integration {

  private final RequestMapping request;
  private final ResponseMapping response;
  private final ObjectMapper mapper = new ObjectMapper();

  MockIntegration(RequestMapping request, ResponseMapping response) {
    this.request = request;
    this.response = response;
  }

  @Override
  public CompletableFuture<GatewayResponse> answer(Exchange exchange) {
    int status;
    try {
      status = mapper.readTree(request.body(exchange)).path("statusCode").asInt();
    } catch (JsonProcessingException e) {
      throw ApiException.configuration(e);
    }
    return CompletableFuture.completedFuture(
        response.response(exchange, new AwsService.Answer(status, Map.of(), "")));
  }
}
