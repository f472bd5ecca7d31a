package io.pinflow.emulator.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinflow.emulator.gateway.exchange.GatewayRequest;
import io.pinflow.emulator.gateway.exchange.PathTemplate;
import io.pinflow.emulator.gateway.template.Parameters;
import io.pinflow.emulator.gateway.template.TemplateScope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** One request on its way through an operation: its parameters, and {@code $context}. */
final class Exchange {

  private static final DateTimeFormatter REQUEST_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String JSON = "application/json";

  /** There is one stage, and it has no variables. */
  private static final Map<String, String> STAGE_VARIABLES = Map.of();

  private final GatewayRequest request;
  private final Parameters parameters;
  private final Map<String, Object> context;

  private Exchange(GatewayRequest request, Parameters parameters, Map<String, Object> context) {
    this.request = request;
    this.parameters = parameters;
    this.context = context;
  }

  static Exchange begin(GatewayRequest request, PathTemplate resource, Instant now) {
    Map<String, String> path = new LinkedHashMap<>();
    request.pathParameters().forEach((name, value) -> path.put(name, PathTemplate.decode(value)));
    String requestId = UUID.randomUUID().toString();
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("requestId", requestId);
    context.put("extendedRequestId", requestId);
    context.put("httpMethod", request.method());
    context.put("resourcePath", resource.toString());
    context.put("path", request.path());
    context.put("protocol", "HTTP/1.1");
    context.put("stage", "local");
    context.put("apiId", "local");
    context.put("accountId", "000000000000");
    context.put("requestTime", REQUEST_TIME.format(now));
    context.put("requestTimeEpoch", now.toEpochMilli());
    context.put("identity", identity(request));
    context.put("requestOverride", overrides("header", "path", "querystring"));
    context.put("responseOverride", overrides("header"));
    return new Exchange(request, new Parameters(path, request.query(), request.headers()), context);
  }

  private static Map<String, Object> identity(GatewayRequest request) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("sourceIp", request.clientAddress());
    identity.put("userAgent", request.headers().getOrDefault("User-Agent", ""));
    identity.put("apiKey", request.headers().getOrDefault(ApiKey.HEADER, ""));
    return identity;
  }

  private static Map<String, Object> overrides(String... kinds) {
    Map<String, Object> overrides = new LinkedHashMap<>();
    for (String kind : kinds) {
      overrides.put(kind, new LinkedHashMap<String, Object>());
    }
    return overrides;
  }

  GatewayRequest request() {
    return request;
  }

  Parameters parameters() {
    return parameters;
  }

  Map<String, String> stageVariables() {
    return STAGE_VARIABLES;
  }

  String body() {
    return new String(request.body(), UTF_8);
  }

  /** The media type of the body, without parameters; JSON where the client names none. */
  String mediaType() {
    String type = request.contentType();
    return type == null ? JSON : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** What a template sees that renders a payload. */
  TemplateScope scope(String payload) {
    return new TemplateScope(payload, parameters, context, STAGE_VARIABLES);
  }

  /** A variable of {@code $context}, such as {@code identity.sourceIp}, as text, or null. */
  String contextVariable(String name) {
    Object value = context;
    for (String part : name.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(part) : null;
    }
    return value == null ? null : value.toString();
  }

  /** The values which templates have set, such as those of {@code responseOverride.header}. */
  Map<String, String> overridden(String direction, String kind) {
    Map<String, String> values = new LinkedHashMap<>();
    if (context.get(direction) instanceof Map<?, ?> kinds
        && kinds.get(kind) instanceof Map<?, ?> set) {
      set.forEach((name, value) -> values.put(name.toString(), String.valueOf(value)));
    }
    return values;
  }
}
