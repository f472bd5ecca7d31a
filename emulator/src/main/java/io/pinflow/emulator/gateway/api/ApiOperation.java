package io.pinflow.emulator.gateway.api;

import io.pinflow.emulator.gateway.exchange.GatewayRequest;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import io.pinflow.emulator.gateway.exchange.Operation;
import io.pinflow.emulator.gateway.exchange.PathTemplate;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One method of one path of the document. Thread-safe. */
final class ApiOperation implements Operation {

  private static final Logger LOG = LoggerFactory.getLogger(ApiOperation.class);

  private final PathTemplate path;
  private final ApiKey key;
  private final RequestValidator validator;
  private final Integration integration;
  private final ErrorAnswers errors;
  private final Clock clock;

  ApiOperation(
      PathTemplate path,
      ApiKey key,
      RequestValidator validator,
      Integration integration,
      ErrorAnswers errors,
      Clock clock) {
    this.path = path;
    this.key = key;
    this.validator = validator;
    this.integration = integration;
    this.errors = errors;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<GatewayResponse> handle(GatewayRequest request) {
    Exchange exchange = Exchange.begin(request, path, clock.instant());
    try {
      key.require(request);
      validator.validate(exchange);
      return integration.answer(exchange).exceptionally(failure -> refuse(exchange, failure));
    } catch (ApiException e) {
      return CompletableFuture.completedFuture(refuse(exchange, e));
    }
  }

  private GatewayResponse refuse(Exchange exchange, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(cause instanceof ApiException error)) {
      throw failure instanceof CompletionException completion
          ? completion
          : new CompletionException(cause);
    }
    if (error.getCause() != null) {
      LOG.warn(
          "{} {}: {} ({})",
          exchange.request().method(),
          exchange.request().path(),
          error.getMessage(),
          error.getCause().toString());
    }
    return errors.answer(
        error,
        Map.of(
            "requestId", exchange.contextVariable("requestId"),
            "resourcePath", path.toString(),
            "httpMethod", exchange.request().method()));
  }
}
