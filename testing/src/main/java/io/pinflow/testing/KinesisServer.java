package io.pinflow.testing;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Kinesis server (kinesis-local on Node) in a process of its own, on 127.0.0.1 alone.
 *
 * <p>It knows splits, merges and enhanced fan-out, takes any credentials, keeps its records in
 * memory and never throttles. It takes some hundred records a second, and fewer the more there are:
 * keep tests small. Not thread-safe.
 */
public final class KinesisServer implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final int HEALTH_TIMEOUT_MILLIS = 2_000;

  private final int port;
  private final ServerProcess process;

  private KinesisServer(int port, ServerProcess process) {
    this.port = port;
    this.process = process;
  }

  /** Whether the build could install the server, which takes Node and npm. */
  public static boolean isAvailable() {
    return Runtimes.kinesis().isPresent();
  }

  /**
   * Starts a server on a free port and waits until it answers.
   *
   * @throws IllegalStateException if it is not {@link #isAvailable available} or does not come up
   */
  public static KinesisServer start() {
    String script =
        Runtimes.kinesis()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the Kinesis server is not installed; put Node and npm on the PATH and run"
                            + " ./mvnw package -pl deploy/runtime/kinesis"))
            .toString();
    int port = FreePorts.next();
    ServerProcess process =
        ServerProcess.start(
            ServerFolder.create("kinesis"),
            "the Kinesis server",
            List.of("node", script),
            Map.of(
                "PINFLOW_BOUND",
                "true",
                "KINESIS_MOCK_PLAIN_PORT",
                Integer.toString(port),
                "KINESIS_MOCK_TLS_PORT",
                Integer.toString(FreePorts.next()),
                "LOG_LEVEL",
                "WARN"));
    KinesisServer server = new KinesisServer(port, process);
    process.await("it is healthy", START_TIMEOUT, server::isHealthy);
    return server;
  }

  /** The endpoint, such as {@code http://127.0.0.1:23456}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public String region() {
    return "us-east-1";
  }

  private boolean isHealthy() {
    try {
      HttpURLConnection request =
          (HttpURLConnection) endpoint().resolve("/healthcheck").toURL().openConnection();
      request.setConnectTimeout(HEALTH_TIMEOUT_MILLIS);
      request.setReadTimeout(HEALTH_TIMEOUT_MILLIS);
      return request.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends the server; its records are gone. */
  @Override
  public void close() {
    process.kill();
  }
}
