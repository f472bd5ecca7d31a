package io.pinflow.emulator.gateway;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.util.JavalinBindException;
import io.pinflow.emulator.error.EmulatorErrors;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a route table over HTTP. */
final class HttpServer {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final GatewayConfig config;
  private final Javalin javalin;

  HttpServer(GatewayConfig config, RouteTable routes) {
    this.config = config;
    this.javalin =
        Javalin.create(
            settings -> {
              settings.showJavalinBanner = false;
              settings.http.prefer405over404 = true;
              settings.http.disableCompression();
            });
    for (RouteTable.Entry route : routes.entries()) {
      javalin.addHttpHandler(
          HandlerType.valueOf(route.method()),
          route.path(),
          context -> serve(context, route.operation()));
    }
    javalin.exception(GatewayException.class, (e, context) -> refuse(context, e));
    javalin.exception(
        HttpResponseException.class, (e, context) -> refuse(context, unrouted(e, context)));
    javalin.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("{} {} failed", context.method(), context.path(), e);
          refuse(context, GatewayErrors.internal());
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
    String contentType = MediaTypes.response(context.header("Accept"));
    String topic = context.pathParamMap().getOrDefault(RouteTable.TOPIC, "");
    GatewayRequest request =
        new GatewayRequest(
            topic,
            context.header("Content-Type"),
            RequestBody.read(context.req(), config.maxRequestBytes()));
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
                      return context
                          .status(response.status())
                          .contentType(contentType)
                          .result(response.json());
                    }));
  }

  private static GatewayException unrouted(HttpResponseException e, Context context) {
    if (e instanceof MethodNotAllowedResponse) {
      context.header("Allow", e.getDetails().getOrDefault("availableMethods", ""));
      return GatewayErrors.methodNotAllowed(context.method().name(), context.path());
    }
    return e.getStatus() == 404
        ? GatewayErrors.notFound(context.path())
        : new GatewayException(e.getStatus(), e.getStatus(), "HTTP " + e.getStatus());
  }

  private static void refuse(Context context, GatewayException error) {
    context
        .status(error.status())
        .contentType(MediaTypes.KAFKA_V2_JSON)
        .result(ResponseJson.error(error));
  }
}
