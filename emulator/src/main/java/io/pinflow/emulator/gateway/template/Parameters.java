package io.pinflow.emulator.gateway.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request's parameters as templates see them. Immutable.
 *
 * @param path by the names in the route's path
 * @param querystring by name
 * @param header by the name which the client sent
 */
public record Parameters(
    Map<String, String> path, Map<String, String> querystring, Map<String, String> header) {

  public static final Parameters NONE = new Parameters(Map.of(), Map.of(), Map.of());

  public Parameters {
    path = copy(path);
    querystring = copy(querystring);
    header = copy(header);
  }

  /** The parameter of the path, the query string or the header, looked for in that order. */
  Optional<String> find(String name) {
    return Optional.ofNullable(path.get(name))
        .or(() -> Optional.ofNullable(querystring.get(name)))
        .or(() -> headerValue(name));
  }

  /** A header whose name is written in any case. */
  public Optional<String> headerValue(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return header.entrySet().stream()
        .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(wanted))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** All of them, as {@code $input.params()} gives them. */
  Map<String, Map<String, String>> all() {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    all.put("path", path);
    all.put("querystring", querystring);
    all.put("header", header);
    return Collections.unmodifiableMap(all);
  }

  private static Map<String, String> copy(Map<String, String> values) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
