package io.pinflow.emulator.gateway;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.emulator.gateway.exchange.GatewayRequest;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import io.pinflow.emulator.gateway.exchange.Operation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves an operation over HTTP, whatever the method and path. */
final class HttpServer {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final List<HandlerType> METHODS =
      List.of(
          HandlerType.GET,
          HandlerType.HEAD,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE,
          HandlerType.OPTIONS);

  private final GatewayConfig config;
  private final Javalin javalin;

  HttpServer(GatewayConfig config, Operation operation) {
    this.config = config;
    this.javalin =
        Javalin.create(
            settings -> {
              settings.showJavalinBanner = false;
              settings.http.disableCompression();
            });
    for (HandlerType method : METHODS) {
      javalin.addHttpHandler(method, "*", context -> serve(context, operation));
    }
    javalin.exception(
        GatewayException.class, (e, context) -> answer(context, ResponseJson.error(e)));
    javalin.exception(
        HttpResponseException.class,
        (e, context) ->
            answer(
                context,
                ResponseJson.error(
                    new GatewayException(e.getStatus(), e.getStatus(), "HTTP " + e.getStatus()))));
    javalin.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("{} {} failed", context.method(), context.path(), e);
          answer(context, ResponseJson.error(GatewayErrors.internal()));
        });
  }

  void start() {
    requireFreePort();
    try {
      javalin.start(config.host(), config.port());
    } catch (JavalinBindException e) {
      throw EmulatorErrors.portUnavailable(config.host(), config.port(), e);
    }
    // Requests under way get the time which the broker may take to answer.
    javalin
        .jettyServer()
        .server()
        .setStopTimeout(config.brokerTimeout().multipliedBy(3).toMillis());
  }

  /** The server would tell as well, but not without a stack trace in the log. */
  private void requireFreePort() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(config.host(), config.port()));
    } catch (IOException e) {
      throw EmulatorErrors.portUnavailable(config.host(), config.port(), e);
    }
  }

  int port() {
    return javalin.port();
  }

  void stop() {
    javalin.stop();
  }

  private void serve(Context context, Operation operation) throws IOException {
    GatewayRequest request = request(context);
    context.future(
        () ->
            operation
                .handle(request)
                .handle(
                    (response, failure) -> {
                      if (failure != null) {
                        throw failure instanceof CompletionException completion
                            ? completion
                            : new CompletionException(failure);
                      }
                      return answer(context, response);
                    }));
  }

  private GatewayRequest request(Context context) throws IOException {
    Map<String, String> query = new LinkedHashMap<>();
    context
        .queryParamMap()
        .forEach((name, values) -> query.put(name, values.get(values.size() - 1)));
    return new GatewayRequest(
        context.method().name(),
        context.req().getRequestURI(),
        Map.of(),
        query,
        context.headerMap(),
        RequestBody.read(context.req(), config.maxRequestBytes()),
        context.req().getRemoteAddr());
  }

  private static Context answer(Context context, GatewayResponse response) {
    context.status(response.status());
    response.headers().forEach(context::header);
    return context.result(response.body());
  }
}
