package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Faults that a real server cannot be made to have on demand. The server here knows nothing but the
 * conditional put.
 */
class S3LogStoreAgainstStandInServerTest {

  private static final Path TARGET = new Path("s3://lake/t/_delta_log/0.json");

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Queue<String> conditions = new ConcurrentLinkedQueue<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private HttpServer server;
  private S3LogStore logStore;

  private enum Fault {
    CONFLICT,
    FORBIDDEN,
    STORED_BUT_ANSWERED_500
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Configuration options = new Configuration();
    options.set(S3Options.ENDPOINT, "http://127.0.0.1:" + server.getAddress().getPort());
    options.set(S3Options.PATH_STYLE_ACCESS, true);
    options.set(S3Options.ACCESS_KEY, "key");
    options.set(S3Options.SECRET_KEY, "secret");
    logStore = new S3LogStore(() -> new S3Settings(options).connect(), 3);
  }

  @AfterEach
  void stop() {
    logStore.close();
    server.stop(0);
  }

  @Test
  void everyPutIsConditional() throws IOException {
    put("first");
    assertThat(conditions).containsOnly("*");
    assertThat(objects).containsOnlyKeys("/lake/t/_delta_log/0.json");
  }

  @Test
  void triesAgainAfterAConflictWithAPutUnderWay() throws IOException {
    faults.add(Fault.CONFLICT);
    faults.add(Fault.CONFLICT);
    put("first");
    assertThat(conditions).hasSize(3);
    assertThat(stored()).isEqualTo("first");
  }

  /** The client's own retry meets its own object. Who called compares the content. */
  @Test
  void saysExistsWhenItsOwnPutSucceededWithoutAReply() {
    faults.add(Fault.STORED_BUT_ANSWERED_500);
    assertThatThrownBy(() -> put("first")).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(stored()).isEqualTo("first");
  }

  @Test
  void givesUpAfterEndlessConflicts() {
    for (int i = 0; i < 20; i++) {
      faults.add(Fault.CONFLICT);
    }
    assertThatThrownBy(() -> put("first"))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(TARGET.toString());
    assertThat(objects).isEmpty();
  }

  @Test
  void doesNotTryAgainWithoutPermission() {
    faults.add(Fault.FORBIDDEN);
    assertThatThrownBy(() -> put("first"))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining(TARGET.toString());
    assertThat(conditions).hasSize(1);
    assertThat(CommitFailure.of(new RuntimeException(new AccessDeniedException("x"))))
        .isEqualTo(CommitFailure.PERMANENT);
  }

  private void put(String content) throws IOException {
    logStore.put(TARGET, content.getBytes(StandardCharsets.UTF_8));
  }

  private String stored() {
    return new String(objects.get("/lake/t/_delta_log/0.json"), StandardCharsets.UTF_8);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String key = exchange.getRequestURI().getPath();
    conditions.add(exchange.getRequestHeaders().getFirst("If-None-Match"));
    Fault fault = faults.poll();
    if (fault == Fault.CONFLICT) {
      reply(exchange, 409, "ConditionalRequestConflict");
    } else if (fault == Fault.FORBIDDEN) {
      reply(exchange, 403, "AccessDenied");
    } else if (objects.putIfAbsent(key, body) != null) {
      reply(exchange, 412, "PreconditionFailed");
    } else if (fault == Fault.STORED_BUT_ANSWERED_500) {
      reply(exchange, 500, "InternalError");
    } else {
      reply(exchange, 200, "");
    }
  }

  private static void reply(HttpExchange exchange, int status, String code) throws IOException {
    byte[] body =
        code.isEmpty()
            ? new byte[0]
            : ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
