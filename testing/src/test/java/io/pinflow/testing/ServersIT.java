package io.pinflow.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.fixture.RequiresKinesis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

public class ServersIT {

  @Test
  void keepsTheBrokersAddressOverAStopAndResume() throws IOException {
    try (KafkaBroker broker = KafkaBroker.start()) {
      String address = broker.bootstrapServers();
      int port = URI.create("kafka://" + address).getPort();
      assertThat(listens(port)).isTrue();

      broker.stop();
      assertThat(listens(port)).isFalse();

      broker.resume();
      assertThat(broker.bootstrapServers()).isEqualTo(address);
      assertThat(listens(port)).isTrue();
    }
  }

  @Test
  void keepsObjectsOfTheRightKeyAndRefusesAnotherOverAStopAndResume()
      throws IOException, InterruptedException, GeneralSecurityException {
    try (S3Server server = S3Server.start()) {
      server.createBucket("lake");
      assertThat(put(server, server.secretKey(), "kept")).isEqualTo(200);
      assertThat(put(server, "wrong", "refused")).isEqualTo(403);

      server.stop();
      server.resume();

      assertThat(server.bucket("lake").resolve("key")).hasContent("kept");
      assertThat(put(server, server.secretKey(), "again")).isEqualTo(200);
    }
  }

  @Test
  @RequiresKinesis
  void runsKinesisUntilItIsClosed() {
    KinesisServer server = KinesisServer.start();
    int port = server.endpoint().getPort();
    assertThat(listens(port)).isTrue();
    server.close();
    assertThat(listens(port)).isFalse();
  }

  /** Puts {@code /lake/key}, signed as version 2 of the signature prescribes. */
  private static int put(S3Server server, String secret, String content)
      throws IOException, InterruptedException, GeneralSecurityException {
    String date = RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
    byte[] signature =
        mac.doFinal(("PUT\n\n\n\nx-amz-date:" + date + "\n/lake/key").getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(server.endpoint().resolve("/lake/key"))
            .header("x-amz-date", date)
            .header(
                "Authorization",
                "AWS " + server.accessKey() + ":" + Base64.getEncoder().encodeToString(signature))
            .PUT(HttpRequest.BodyPublishers.ofString(content))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void endsABoundProcessWhenItsParentsPipeCloses() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BoundProcess.class.getName(),
                Endless.class.getName())
            .redirectErrorStream(true)
            .start();
    assertThat(process.getInputStream().read()).as("what Endless prints first").isEqualTo('r');

    process.getOutputStream().close();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(137);
  }

  /** Runs until it is killed. */
  public static final class Endless {
    public static void main(String[] arguments) throws InterruptedException {
      System.out.println("running");
      Thread.currentThread().join();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
