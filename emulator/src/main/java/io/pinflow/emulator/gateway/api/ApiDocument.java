package io.pinflow.emulator.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.emulator.gateway.exchange.Operation;
import io.pinflow.emulator.gateway.exchange.PathTemplate;
import io.pinflow.emulator.gateway.template.TemplateEngine;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API definition made executable: all of it is read and checked at once, so that a document with
 * an error does not start. Thread-safe.
 */
public final class ApiDocument {

  /** The name of a route's method that takes every method. */
  public static final String ANY = "ANY";

  private static final String ANY_METHOD = "x-amazon-apigateway-any-method";
  private static final String INTEGRATION = "x-amazon-apigateway-integration";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", ANY_METHOD);
  private static final Pattern ACTION =
      Pattern.compile("arn:[^:]*:apigateway:(?:\\$\\{[^}]+}|[^:]*):([^:]+):action/(\\w+)");

  private final String place;
  private final JsonNode root;
  private final ApiBackends backends;
  private final ApiKey key;
  private final Clock clock;
  private final TemplateEngine engine = new TemplateEngine();

  private ApiDocument(String place, JsonNode root, ApiBackends backends, ApiKey key, Clock clock) {
    this.place = place;
    this.root = root;
    this.backends = backends;
    this.key = key;
    this.clock = clock;
  }

  /**
   * One route.
   *
   * @param method in upper case, or {@link #ANY}
   */
  public record Route(String method, PathTemplate path, Operation operation) {}

  /**
   * The routes of a document.
   *
   * @param place where the document comes from, for errors
   * @throws io.pinflow.emulator.error.EmulatorException if it is not YAML, or says something that
   *     cannot be executed here
   */
  public static List<Route> routes(
      String place, String yaml, ApiBackends backends, ApiKey key, Clock clock) {
    JsonNode root = YamlTree.parse(place, yaml);
    if (!root.path("openapi").asText().startsWith("3.")) {
      throw EmulatorErrors.invalidApi(place, "it is not an OpenAPI 3 document");
    }
    return new ApiDocument(place, root, backends, key, clock).routes();
  }

  private List<Route> routes() {
    ErrorAnswers errors = new ErrorAnswers(root.path("x-amazon-apigateway-gateway-responses"));
    List<Route> routes = new ArrayList<>();
    YamlTree.map(root.path("paths"), (path, item) -> item)
        .forEach(
            (path, item) ->
                item.properties().stream()
                    .filter(member -> METHODS.contains(member.getKey()))
                    .forEach(
                        member ->
                            routes.add(route(path, member.getKey(), member.getValue(), errors))));
    return List.copyOf(routes);
  }

  private Route route(String path, String name, JsonNode operation, ErrorAnswers errors) {
    String method = name.equals(ANY_METHOD) ? ANY : name.toUpperCase(Locale.ROOT);
    String where = place + ", " + method + " " + path;
    PathTemplate template = PathTemplate.of(path);
    return new Route(
        method,
        template,
        new ApiOperation(
            template,
            asksForKey(operation) ? key : ApiKey.none(),
            RequestValidator.of(where, operation, root),
            integration(where, operation.path(INTEGRATION)),
            errors,
            clock));
  }

  private boolean asksForKey(JsonNode operation) {
    JsonNode schemes = root.path("components").path("securitySchemes");
    for (JsonNode alternative : operation.path("security")) {
      for (Map.Entry<String, JsonNode> scheme : alternative.properties()) {
        if (ApiKey.HEADER.equalsIgnoreCase(schemes.path(scheme.getKey()).path("name").asText())) {
          return true;
        }
      }
    }
    return false;
  }

  private Integration integration(String where, JsonNode integration) {
    String type = integration.path("type").asText("").toLowerCase(Locale.ROOT);
    return switch (type) {
      case "mock" ->
          new MockIntegration(
              RequestMapping.of(where, integration, engine), responses(where, integration));
      case "aws" -> aws(where, integration);
      case "http_proxy" ->
          HttpProxyIntegration.of(
              where,
              backends.httpServer(),
              integration.path("httpMethod").asText().toUpperCase(Locale.ROOT),
              integration.path("uri").asText(),
              YamlTree.texts(integration.path("requestParameters")));
      default ->
          throw EmulatorErrors.invalidApi(
              where,
              "integration type '"
                  + type
                  + "' is not executed here; known are aws, http_proxy, mock");
    };
  }

  private Integration aws(String where, JsonNode integration) {
    String uri = integration.path("uri").asText();
    Matcher action = ACTION.matcher(uri);
    if (!action.matches() || !backends.services().containsKey(action.group(1))) {
      throw EmulatorErrors.invalidApi(
          where,
          "uri "
              + uri
              + " is not executed here; known are arn:aws:apigateway:REGION:SERVICE:action/ACTION of "
              + String.join(", ", backends.services().keySet()));
    }
    return new AwsIntegration(
        backends.services().get(action.group(1)),
        action.group(2),
        RequestMapping.of(where, integration, engine),
        ParameterMappings.of(
            where, integration.path("requestParameters"), "integration.request.header."),
        responses(where, integration));
  }

  private ResponseMapping responses(String where, JsonNode integration) {
    return ResponseMapping.of(where, integration.path("responses"), engine);
  }
}
