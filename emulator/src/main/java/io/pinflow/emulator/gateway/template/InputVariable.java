package io.pinflow.emulator.gateway.template;

import java.util.Map;

/** {@code $input}: the payload and the request's parameters. Public because Velocity calls it. */
public final class InputVariable {

  private final JsonValues json;
  private final String body;
  private final Parameters parameters;
  private Object parsed;

  InputVariable(JsonValues json, String body, Parameters parameters) {
    this.json = json;
    this.body = body;
    this.parameters = parameters;
  }

  /** The raw payload. */
  public String getBody() {
    return body;
  }

  /** What a JSONPath finds, as JSON text. */
  public String json(String path) {
    return json.write(path(path));
  }

  /** What a JSONPath finds, as a value that a template can walk through. */
  public Object path(String path) {
    if (parsed == null) {
      parsed = json.read(body);
    }
    return json.find(parsed, path);
  }

  /** Parameters by kind: {@code path}, {@code querystring}, {@code header}. */
  public Map<String, Map<String, String>> params() {
    return parameters.all();
  }

  /** One parameter, or the empty string. */
  public String params(String name) {
    return parameters.find(name).orElse("");
  }
}
