package io.pinflow.emulator.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The document's gateway responses. Their templates know variables alone, not Velocity: so it is in
 * API Gateway. Thread-safe.
 */
final class ErrorAnswers {

  private static final String JSON = "application/json";
  private static final String HEADER = "gatewayresponse.header.";
  private static final Pattern VARIABLE = Pattern.compile("\\$context\\.([A-Za-z.]+)");
  private static final String DEFAULT_TEMPLATE = "{\"message\":$context.error.messageString}";

  private final JsonNode responses;

  ErrorAnswers(JsonNode responses) {
    this.responses = responses;
  }

  GatewayResponse answer(ApiException error, Map<String, String> context) {
    ErrorType type = error.type();
    JsonNode response = responses.path(type.name());
    if (response.isMissingNode()) {
      response = responses.path(type.status() < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(GatewayResponse.CONTENT_TYPE, JSON);
    YamlTree.texts(response.path("responseParameters"))
        .forEach((name, value) -> headers.put(name.substring(HEADER.length()), unquote(value)));
    String template = response.path("responseTemplates").path(JSON).asText(DEFAULT_TEMPLATE);
    return new GatewayResponse(
        response.path("statusCode").asInt(type.status()),
        headers,
        render(template, error, context).getBytes(UTF_8));
  }

  private static String render(String template, ApiException error, Map<String, String> context) {
    Map<String, String> variables = new LinkedHashMap<>(context);
    String quoted = TextNode.valueOf(error.getMessage()).toString();
    String details = TextNode.valueOf(error.details()).toString();
    variables.put("error.responseType", error.type().name());
    variables.put("error.messageString", quoted);
    variables.put("error.message", unquote(quoted));
    variables.put("error.validationErrorString", unquote(details));
    return VARIABLE
        .matcher(template)
        .replaceAll(m -> Matcher.quoteReplacement(variables.getOrDefault(m.group(1), "")));
  }

  static String unquote(String text) {
    return text.length() >= 2 ? text.substring(1, text.length() - 1) : text;
  }
}
