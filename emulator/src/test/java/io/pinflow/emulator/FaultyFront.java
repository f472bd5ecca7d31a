package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Stands in front of a real HTTP server: passes requests on, but for those told to go wrong. */
final class FaultyFront implements AutoCloseable {

  private static final Set<String> NOT_PASSED_ON =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final URI target;
  private final HttpServer server;
  private volatile int tooLarge = Integer.MAX_VALUE;
  private volatile Fault refusal;

  private FaultyFront(URI target, HttpServer server) {
    this.target = target;
    this.server = server;
  }

  /** What goes wrong with one request. */
  @FunctionalInterface
  private interface Fault {
    void handle(HttpExchange exchange, byte[] body) throws IOException, InterruptedException;
  }

  static FaultyFront of(URI target) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FaultyFront front = new FaultyFront(target, server);
      server.setExecutor(front.threads);
      server.createContext("/", front::handle);
      server.start();
      return front;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers the next request without passing it on. */
  void answer(int status, String contentType, String body) {
    faults.add((exchange, request) -> respond(exchange, status, contentType, body.getBytes(UTF_8)));
  }

  /** Closes the next request's connection without passing the request on. */
  void dropRequest() {
    faults.add((exchange, request) -> exchange.close());
  }

  /** Passes the next request on and closes its connection without the answer. */
  void dropAnswer() {
    faults.add(
        (exchange, request) -> {
          var unused = forward(exchange, request);
          exchange.close();
        });
  }

  /** Passes the next request on, changed, and answers with the changed answer. */
  void edit(UnaryOperator<byte[]> ofRequest, UnaryOperator<byte[]> ofAnswer) {
    faults.add(
        (exchange, request) -> {
          HttpResponse<byte[]> answer = forward(exchange, ofRequest.apply(request));
          respond(
              exchange, answer.statusCode(), contentType(answer), ofAnswer.apply(answer.body()));
        });
  }

  /** Refuses every request that is larger, as servers do. */
  void refuseLargerThan(int bytes, String contentType, String body) {
    tooLarge = bytes;
    refusal = (exchange, request) -> respond(exchange, 400, contentType, body.getBytes(UTF_8));
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    Fault fault = request.length > tooLarge ? refusal : faults.poll();
    try {
      if (fault != null) {
        fault.handle(exchange, request);
      } else {
        HttpResponse<byte[]> answer = forward(exchange, request);
        respond(exchange, answer.statusCode(), contentType(answer), answer.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
            .version(HttpClient.Version.HTTP_1_1)
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (NOT_PASSED_ON.stream().noneMatch(name::equalsIgnoreCase)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String contentType(HttpResponse<?> answer) {
    return answer.headers().firstValue("content-type").orElse("application/octet-stream");
  }

  private static void respond(HttpExchange exchange, int status, String contentType, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
