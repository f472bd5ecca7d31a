package io.pinflow.emulator.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Answers as Kinesis would where no local server does: it does not throttle, has no limits, and
 * does not look at signatures.
 */
final class StandInKinesis implements AutoCloseable {

  /** What a request looked like. */
  record Seen(Headers headers, String body) {}

  private record Scripted(int status, String body) {}

  private final HttpServer server;
  private final AtomicReference<Scripted> answer = new AtomicReference<>(new Scripted(200, "{}"));
  private final AtomicReference<Seen> seen = new AtomicReference<>();

  StandInKinesis() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void answers(int status, String body) {
    answer.set(new Scripted(status, body));
  }

  Seen lastRequest() {
    return seen.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      seen.set(
          new Seen(
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      Scripted scripted = answer.get();
      byte[] body = scripted.body().getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(scripted.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
