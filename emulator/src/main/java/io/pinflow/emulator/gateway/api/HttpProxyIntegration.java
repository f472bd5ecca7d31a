package io.pinflow.emulator.gateway.api;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.emulator.gateway.exchange.GatewayRequest;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import io.pinflow.emulator.gateway.exchange.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passes a request on, whole, to what stands in this process for the integration's HTTP server. */
final class HttpProxyIntegration implements Integration {

  private static final Pattern URI = Pattern.compile("https?://(?:\\$\\{[^}]+}|[^/$])+(/.*)?");
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
  private static final String SOURCE = "method.request.path.";
  private static final String DESTINATION = "integration.request.path.";

  private final Operation server;
  private final String method;
  private final String path;
  private final Map<String, String> variables;

  private HttpProxyIntegration(
      Operation server, String method, String path, Map<String, String> variables) {
    this.server = server;
    this.method = method;
    this.path = path;
    this.variables = variables;
  }

  /**
   * An integration.
   *
   * @param method the server's, or {@code ANY} for the client's
   * @param parameters from the path to the path: what else there is goes over as it came
   */
  static HttpProxyIntegration of(
      String place, Operation server, String method, String uri, Map<String, String> parameters) {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      throw EmulatorErrors.invalidApi(place, "uri " + uri + " is not of the form http://HOST/PATH");
    }
    Map<String, String> variables = new LinkedHashMap<>();
    parameters.forEach(
        (destination, source) -> {
          if (!destination.startsWith(DESTINATION) || !source.startsWith(SOURCE)) {
            throw EmulatorErrors.invalidApi(
                place, destination + ": " + source + "; only paths are mapped to paths here");
          }
          variables.put(
              destination.substring(DESTINATION.length()), source.substring(SOURCE.length()));
        });
    return new HttpProxyIntegration(server, method, parts.group(1), variables);
  }

  @Override
  public CompletableFuture<GatewayResponse> answer(Exchange exchange) {
    GatewayRequest request = exchange.request();
    String target =
        VARIABLE
            .matcher(path)
            .replaceAll(
                variable ->
                    Matcher.quoteReplacement(
                        request
                            .pathParameters()
                            .getOrDefault(variables.get(variable.group(1)), "")));
    return server.handle(
        request.withTarget(method.equals("ANY") ? request.method() : method, target));
  }
}
