package io.pinflow.emulator.gateway.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as an operation sees it.
 *
 * @param method in upper case
 * @param path as sent, still percent-encoded
 * @param pathParameters the values of the route's variables, still percent-encoded
 * @param query decoded; the last value of a name that is given more than once
 * @param headers names in any case; several values are separated by commas
 * @param body the body's bytes, at most the configured size; not to be changed
 * @param clientAddress the client's IP address
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per request would cost more
public record GatewayRequest(
    String method,
    String path,
    Map<String, String> pathParameters,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    String clientAddress) {

  public GatewayRequest {
    pathParameters = Collections.unmodifiableMap(new LinkedHashMap<>(pathParameters));
    query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    Map<String, String> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    caseless.putAll(headers);
    headers = Collections.unmodifiableMap(caseless);
  }

  /** A variable of the route's path, decoded, or empty where the path has none. */
  public String pathParameter(String name) {
    return PathTemplate.decode(pathParameters.getOrDefault(name, ""));
  }

  /** A header's value, or null. */
  public String header(String name) {
    return headers.get(name);
  }

  /** The content type, or null. */
  public String contentType() {
    return header("Content-Type");
  }

  public GatewayRequest withPathParameters(Map<String, String> values) {
    return new GatewayRequest(method, path, values, query, headers, body, clientAddress);
  }

  public GatewayRequest withTarget(String newMethod, String newPath) {
    return new GatewayRequest(
        newMethod, newPath, pathParameters, query, headers, body, clientAddress);
  }
}
