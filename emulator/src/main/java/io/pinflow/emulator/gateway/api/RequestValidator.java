package io.pinflow.emulator.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.emulator.error.EmulatorErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Looks at what an operation's validator asks for before anything is called. Thread-safe. */
final class RequestValidator {

  private record Required(String name, Predicate<Exchange> present) {}

  private final List<Required> parameters;
  private final BodyValidator body;

  private RequestValidator(List<Required> parameters, BodyValidator body) {
    this.parameters = parameters;
    this.body = body;
  }

  static RequestValidator of(String place, JsonNode operation, JsonNode document) {
    String name = operation.path("x-amazon-apigateway-request-validator").asText("");
    JsonNode rules = document.path("x-amazon-apigateway-request-validators").path(name);
    if (!name.isEmpty() && rules.isMissingNode()) {
      throw EmulatorErrors.invalidApi(place, "there is no request validator named " + name);
    }
    return new RequestValidator(
        rules.path("validateRequestParameters").asBoolean()
            ? required(operation.path("parameters"))
            : List.of(),
        BodyValidator.of(
            rules.path("validateRequestBody").asBoolean()
                ? operation.path("requestBody").path("content")
                : operation.path("absent"),
            document));
  }

  private static List<Required> required(JsonNode parameters) {
    List<Required> required = new ArrayList<>();
    for (JsonNode parameter : parameters) {
      String name = parameter.path("name").asText();
      if (parameter.path("required").asBoolean()) {
        switch (parameter.path("in").asText()) {
          case "query" ->
              required.add(
                  new Required(
                      name, exchange -> exchange.parameters().querystring().containsKey(name)));
          case "header" ->
              required.add(new Required(name, exchange -> exchange.request().header(name) != null));
          default -> {
            // A path without its variable is another path.
          }
        }
      }
    }
    return required;
  }

  void validate(Exchange exchange) {
    List<String> missing =
        parameters.stream()
            .filter(parameter -> !parameter.present().test(exchange))
            .map(Required::name)
            .toList();
    if (!missing.isEmpty()) {
      throw ApiException.badParameters(String.join(", ", missing));
    }
    body.validate(exchange.mediaType(), exchange::body);
  }
}
