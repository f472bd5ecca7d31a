package io.pinflow.emulator.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import io.pinflow.emulator.gateway.template.MappingTemplate;
import io.pinflow.emulator.gateway.template.TemplateEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Makes the client's response of a service's answer: the first selection pattern that matches the
 * whole status decides, else the default. Thread-safe.
 */
final class ResponseMapping {

  private static final String DEFAULT = "default";
  private static final String JSON = "application/json";

  private record Choice(
      Pattern status,
      int newStatus,
      ParameterMappings headers,
      Map<String, MappingTemplate> templates) {}

  private final List<Choice> choices;

  private ResponseMapping(List<Choice> choices) {
    this.choices = choices;
  }

  static ResponseMapping of(String place, JsonNode responses, TemplateEngine engine) {
    List<Choice> choices = new ArrayList<>();
    responses
        .properties()
        .forEach(
            response -> {
              String key = response.getKey();
              Choice choice =
                  choice(place + ", responses " + key, key, response.getValue(), engine);
              // The default is for what nothing else takes, wherever it stands.
              choices.add(key.equals(DEFAULT) ? choices.size() : firstDefault(choices), choice);
            });
    return new ResponseMapping(choices);
  }

  private static int firstDefault(List<Choice> choices) {
    int last = choices.size() - 1;
    return last >= 0 && choices.get(last).status() == null ? last : last + 1;
  }

  private static Choice choice(String place, String key, JsonNode response, TemplateEngine engine) {
    return new Choice(
        key.equals(DEFAULT) ? null : pattern(place, key),
        response.path("statusCode").asInt(),
        ParameterMappings.of(place, response.path("responseParameters"), "method.response.header."),
        YamlTree.map(
            response.path("responseTemplates"),
            (type, text) -> engine.compile(place + ", " + type, text.asText())));
  }

  private static Pattern pattern(String place, String key) {
    try {
      return Pattern.compile(key);
    } catch (PatternSyntaxException e) {
      throw EmulatorErrors.invalidApi(place, "the selection pattern is none: " + e.getMessage());
    }
  }

  GatewayResponse response(Exchange exchange, AwsService.Answer answer) {
    Choice choice = choose(answer.status());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(GatewayResponse.CONTENT_TYPE, JSON);
    headers.putAll(choice.headers().values(exchange, answer.headers()));
    String body = body(choice, exchange, answer.body());
    headers.putAll(exchange.overridden("responseOverride", "header"));
    return new GatewayResponse(status(exchange, choice.newStatus()), headers, body.getBytes(UTF_8));
  }

  private Choice choose(int status) {
    String text = Integer.toString(status);
    for (Choice choice : choices) {
      if (choice.status() == null || choice.status().matcher(text).matches()) {
        return choice;
      }
    }
    throw ApiException.configuration(
        new IllegalStateException("no response of the definition is for status " + status));
  }

  private static String body(Choice choice, Exchange exchange, String body) {
    if (choice.templates().isEmpty()) {
      return body;
    }
    MappingTemplate json = choice.templates().get(JSON);
    MappingTemplate template = json == null ? choice.templates().values().iterator().next() : json;
    try {
      return template.render(exchange.scope(body)).strip();
    } catch (RuntimeException e) {
      // A template that cannot make anything of the answer is the definition's fault.
      throw ApiException.configuration(e);
    }
  }

  private static int status(Exchange exchange, int otherwise) {
    String override = exchange.contextVariable("responseOverride.status");
    try {
      return override == null ? otherwise : Integer.parseInt(override);
    } catch (NumberFormatException e) {
      throw ApiException.configuration(e);
    }
  }
}
