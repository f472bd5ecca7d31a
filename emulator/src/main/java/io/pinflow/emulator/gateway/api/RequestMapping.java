package io.pinflow.emulator.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.emulator.gateway.template.MappingTemplate;
import io.pinflow.emulator.gateway.template.NotJsonException;
import io.pinflow.emulator.gateway.template.TemplateEngine;
import java.util.Locale;
import java.util.Map;

/** Makes the body for a service of the client's body, by the template for its content type. */
final class RequestMapping {

  private enum Passthrough {
    WHEN_NO_MATCH,
    WHEN_NO_TEMPLATES,
    NEVER
  }

  private final Map<String, MappingTemplate> templates;
  private final Passthrough passthrough;

  private RequestMapping(Map<String, MappingTemplate> templates, Passthrough passthrough) {
    this.templates = templates;
    this.passthrough = passthrough;
  }

  static RequestMapping of(String place, JsonNode integration, TemplateEngine engine) {
    String behavior =
        integration.path("passthroughBehavior").asText("when_no_match").toUpperCase(Locale.ROOT);
    Map<String, MappingTemplate> templates =
        YamlTree.map(
            integration.path("requestTemplates"),
            (type, text) -> engine.compile(place + ", requestTemplates " + type, text.asText()));
    try {
      return new RequestMapping(templates, Passthrough.valueOf(behavior));
    } catch (IllegalArgumentException e) {
      throw EmulatorErrors.invalidApi(
          place,
          "passthroughBehavior "
              + behavior
              + " is not one of when_no_match, when_no_templates, never");
    }
  }

  /**
   * The body for the service.
   *
   * @throws ApiException if there is no template for the content type and the body may not pass
   *     without one, or the template asks for JSON and the body is none
   */
  String body(Exchange exchange) {
    MappingTemplate template = templates.get(exchange.mediaType());
    if (template == null) {
      if (passthrough == Passthrough.NEVER
          || (passthrough == Passthrough.WHEN_NO_TEMPLATES && !templates.isEmpty())) {
        throw ApiException.of(ErrorType.UNSUPPORTED_MEDIA_TYPE);
      }
      return exchange.body();
    }
    try {
      return template.render(exchange.scope(exchange.body()));
    } catch (NotJsonException e) {
      throw ApiException.badBody(
          "[Could not parse request body into json: " + e.getMessage() + "]");
    } catch (RuntimeException e) {
      throw ApiException.configuration(e);
    }
  }
}
