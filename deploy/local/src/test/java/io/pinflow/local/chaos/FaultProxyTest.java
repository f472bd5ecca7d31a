package io.pinflow.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.pinflow.local.chaos.Disturbance.Effect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

  private static final byte[] LARGE = new byte[1_000_000];

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> hosts = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private FaultProxy proxy;

  @BeforeEach
  void open() throws IOException {
    Arrays.fill(LARGE, (byte) 'x');
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          hosts.add(exchange.getRequestHeaders().getFirst("Host"));
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    proxy = FaultProxy.before(() -> server.getAddress().getPort());
  }

  @AfterEach
  void close() {
    proxy.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void undisturbedRequestsArriveUnchanged() throws IOException, InterruptedException {
    for (int i = 0; i < 3; i++) {
      assertThat(send(LARGE).body()).isEqualTo(LARGE);
    }
    assertThat(hosts).hasSize(3).containsOnly(proxy.address().substring("http://".length()));
    assertThat(proxy.disturbed()).isZero();
  }

  @Test
  void everySecondRequestIsRefusedUntilTheProxyIsMended() throws IOException, InterruptedException {
    proxy.disturb(new Disturbance(Effect.SERVER_ERROR, 2));
    assertThat(List.of(status(), status(), status(), status())).containsExactly(200, 500, 200, 500);
    proxy.disturb(new Disturbance(Effect.SLOW_DOWN, 1));
    assertThat(status()).isEqualTo(503);
    assertThat(hosts).hasSize(2);
    proxy.mend();
    assertThat(List.of(status(), status())).containsExactly(200, 200);
    assertThat(proxy.disturbed()).isEqualTo(3);
  }

  @Test
  void refusedUploadGetsItsAnswerThoughTheServerNeverSeesIt()
      throws IOException, InterruptedException {
    proxy.disturb(new Disturbance(Effect.SLOW_DOWN, 1));
    assertThat(send(LARGE).statusCode()).isEqualTo(503);
    assertThat(hosts).isEmpty();
  }

  @Test
  void requestWhoseAnswerIsLostIsCarriedOut() {
    proxy.disturb(new Disturbance(Effect.LOSE_ANSWER, 1));
    assertThatThrownBy(() -> send(LARGE)).isInstanceOf(IOException.class);
    // The client does not repeat a POST by itself.
    assertThat(hosts).hasSize(1);
  }

  @Test
  void cutEndsConnectionsThatAreOpenAlready() throws IOException, InterruptedException {
    assertThat(status()).isEqualTo(200);
    proxy.disturb(new Disturbance(Effect.CUT, 1));
    assertThatThrownBy(() -> send(LARGE)).isInstanceOf(IOException.class);
    assertThat(hosts).hasSize(1);
    proxy.mend();
    assertThat(status()).isEqualTo(200);
  }

  @Test
  void hangingRequestLosesItsConnectionWhenTheProxyIsMended() {
    proxy.disturb(new Disturbance(Effect.HANG, 1));
    CompletableFuture<HttpResponse<byte[]>> hanging =
        client.sendAsync(request(LARGE), BodyHandlers.ofByteArray());
    await().until(() -> proxy.disturbed() == 1);
    assertThat(hanging).isNotDone();
    proxy.mend();
    await().atMost(Duration.ofSeconds(10)).until(hanging::isCompletedExceptionally);
    assertThat(hosts).isEmpty();
  }

  @Test
  void deadServerLooksDeadThroughTheProxy() {
    server.stop(0);
    assertThatThrownBy(() -> send(LARGE)).isInstanceOf(IOException.class);
  }

  private int status() throws IOException, InterruptedException {
    return send(new byte[] {1}).statusCode();
  }

  private HttpResponse<byte[]> send(byte[] body) throws IOException, InterruptedException {
    return client.send(request(body), BodyHandlers.ofByteArray());
  }

  private HttpRequest request(byte[] body) {
    return HttpRequest.newBuilder(URI.create(proxy.address() + "/key"))
        .timeout(Duration.ofSeconds(30))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }
}
