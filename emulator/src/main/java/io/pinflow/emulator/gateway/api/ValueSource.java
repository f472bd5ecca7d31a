package io.pinflow.emulator.gateway.api;

import io.pinflow.emulator.error.EmulatorErrors;
import java.util.Map;
import java.util.Optional;

/** Where a mapped parameter's value comes from, such as {@code method.request.path.topic}. */
final class ValueSource {

  private static final String REQUEST_PATH = "method.request.path.";
  private static final String REQUEST_QUERY = "method.request.querystring.";
  private static final String REQUEST_HEADER = "method.request.header.";
  private static final String RESPONSE_HEADER = "integration.response.header.";
  private static final String CONTEXT = "context.";
  private static final String STAGE_VARIABLE = "stageVariables.";

  private interface Lookup {
    String value(Exchange exchange, Map<String, String> responseHeaders);
  }

  private final Lookup lookup;

  private ValueSource(Lookup lookup) {
    this.lookup = lookup;
  }

  static ValueSource parse(String place, String text) {
    return new ValueSource(lookup(place, text));
  }

  private static Lookup lookup(String place, String text) {
    if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
      String literal = ErrorAnswers.unquote(text);
      return (exchange, response) -> literal;
    }
    String name = text.substring(prefix(place, text).length());
    if (text.startsWith(REQUEST_PATH)) {
      return (exchange, response) -> exchange.parameters().path().get(name);
    }
    if (text.startsWith(REQUEST_QUERY)) {
      return (exchange, response) -> exchange.parameters().querystring().get(name);
    }
    if (text.startsWith(REQUEST_HEADER)) {
      return (exchange, response) -> exchange.request().header(name);
    }
    if (text.startsWith(RESPONSE_HEADER)) {
      return (exchange, response) -> response.get(name);
    }
    if (text.startsWith(CONTEXT)) {
      return (exchange, response) -> exchange.contextVariable(name);
    }
    return (exchange, response) -> exchange.stageVariables().get(name);
  }

  private static String prefix(String place, String text) {
    for (String prefix :
        new String[] {
          REQUEST_PATH, REQUEST_QUERY, REQUEST_HEADER, RESPONSE_HEADER, CONTEXT, STAGE_VARIABLE
        }) {
      if (text.startsWith(prefix)) {
        return prefix;
      }
    }
    throw EmulatorErrors.invalidApi(
        place,
        "the mapping source "
            + text
            + " is not known here; use 'text', method.request.path|querystring|header.NAME,"
            + " integration.response.header.NAME, context.NAME or stageVariables.NAME");
  }

  /**
   * The value, if there is one.
   *
   * @param responseHeaders those of the service's answer, none before it
   */
  Optional<String> value(Exchange exchange, Map<String, String> responseHeaders) {
    return Optional.ofNullable(lookup.value(exchange, responseHeaders));
  }
}
