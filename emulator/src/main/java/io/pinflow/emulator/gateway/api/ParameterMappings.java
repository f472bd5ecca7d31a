package io.pinflow.emulator.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Mappings into parameters of one kind, such as the headers of the request to a service. */
final class ParameterMappings {

  private final Map<String, ValueSource> sources;

  private ParameterMappings(Map<String, ValueSource> sources) {
    this.sources = sources;
  }

  /**
   * The mappings among others whose destination is of a kind.
   *
   * @param kind the destination's prefix, such as {@code integration.request.header.}
   */
  static ParameterMappings of(String place, JsonNode mappings, String kind) {
    Map<String, ValueSource> sources = new LinkedHashMap<>();
    YamlTree.texts(mappings)
        .forEach(
            (destination, source) -> {
              if (destination.startsWith(kind)) {
                sources.put(
                    destination.substring(kind.length()),
                    ValueSource.parse(place + ", " + destination, source));
              }
            });
    return new ParameterMappings(sources);
  }

  /** The values by parameter; a source without a value gives no parameter. */
  Map<String, String> values(Exchange exchange, Map<String, String> responseHeaders) {
    Map<String, String> values = new LinkedHashMap<>();
    sources.forEach(
        (name, source) ->
            source.value(exchange, responseHeaders).ifPresent(value -> values.put(name, value)));
    return values;
  }
}
