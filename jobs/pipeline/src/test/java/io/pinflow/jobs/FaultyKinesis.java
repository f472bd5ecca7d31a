package io.pinflow.jobs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a job and a Kinesis server and answers some of the job's requests to read as a
 * server in trouble would, with one fault after the other.
 */
final class FaultyKinesis implements AutoCloseable {

  /** What goes wrong. */
  enum Fault {
    THROTTLED,
    SERVER_ERROR,
    EXPIRED_ITERATOR,
    DROPPED_BEFORE,
    CUT_OFF
  }

  private static final Set<String> READS = Set.of("GetRecords", "GetShardIterator", "ListShards");
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "connection", "content-length", "date", "expect", "host", "transfer-encoding", "upgrade");
  private static final byte[] EMPTY_CBOR = {(byte) 0xA0};
  private static final int ONE_IN = 3;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
  private final HttpServer server;
  private final URI kinesis;
  private int reads;
  private int faults;

  private FaultyKinesis(HttpServer server, URI kinesis) {
    this.server = server;
    this.kinesis = kinesis;
  }

  static FaultyKinesis before(URI kinesis) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FaultyKinesis faulty = new FaultyKinesis(server, kinesis);
    server.createContext("/", faulty::answer);
    server.setExecutor(faulty.threads);
    server.start();
    return faulty;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How often each fault was answered so far. */
  synchronized Map<Fault, Integer> counts() {
    return new EnumMap<>(counts);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      Fault fault = next(target.substring(target.indexOf('.') + 1));
      if (fault == null) {
        HttpResponse<byte[]> response = forward(exchange);
        respond(exchange, response, response.body().length);
      } else {
        answer(exchange, fault);
      }
    } finally {
      exchange.close();
    }
  }

  /** The fault to answer a request with, or null. An iterator expires where one is used. */
  private synchronized Fault next(String operation) {
    if (!READS.contains(operation) || ++reads % ONE_IN != 0) {
      return null;
    }
    Fault fault = Fault.values()[faults % Fault.values().length];
    if (fault == Fault.EXPIRED_ITERATOR && !operation.equals("GetRecords")) {
      return null;
    }
    faults++;
    counts.merge(fault, 1, Integer::sum);
    return fault;
  }

  private void answer(HttpExchange exchange, Fault fault) throws IOException {
    switch (fault) {
      case THROTTLED:
        fail(exchange, 400, "ProvisionedThroughputExceededException");
        return;
      case SERVER_ERROR:
        fail(exchange, 500, "InternalFailure");
        return;
      case EXPIRED_ITERATOR:
        fail(exchange, 400, "ExpiredIteratorException");
        return;
      case DROPPED_BEFORE:
        // Closing an exchange which was not answered closes its connection.
        return;
      case CUT_OFF:
        HttpResponse<byte[]> response = forward(exchange);
        respond(exchange, response, response.body().length / 2);
        return;
    }
  }

  private static void fail(HttpExchange exchange, int status, String error) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("x-amzn-ErrorType", error);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-cbor-1.1");
    exchange.sendResponseHeaders(status, EMPTY_CBOR.length);
    exchange.getResponseBody().write(EMPTY_CBOR);
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(kinesis.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (header, values) -> {
              if (!OWN_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(header, value));
              }
            });
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void respond(HttpExchange exchange, HttpResponse<byte[]> response, int length)
      throws IOException {
    response
        .headers()
        .map()
        .forEach(
            (header, values) -> {
              if (!OWN_HEADERS.contains(header)) {
                exchange.getResponseHeaders().put(header, values);
              }
            });
    exchange.sendResponseHeaders(response.statusCode(), response.body().length);
    exchange.getResponseBody().write(Arrays.copyOf(response.body(), length));
  }
}
