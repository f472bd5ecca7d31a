package io.pinflow.emulator.gateway;

import io.pinflow.emulator.error.EmulatorErrors;
import java.time.Duration;

/**
 * Settings of a gateway.
 *
 * @param host the address to listen on
 * @param port the port to listen on, or 0 for a free one
 * @param bootstrapServers Kafka's {@code host:port}, several separated by commas
 * @param maxRequestBytes larger request bodies are refused with 413
 * @param brokerTimeout how long the broker may take to acknowledge a record; a request is answered
 *     within three times this
 * @param api what the API definition is executed with
 */
public record GatewayConfig(
    String host,
    int port,
    String bootstrapServers,
    int maxRequestBytes,
    Duration brokerTimeout,
    ApiConfig api) {

  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 8082;
  public static final int DEFAULT_MAX_REQUEST_BYTES = 8 * 1024 * 1024;
  public static final Duration DEFAULT_BROKER_TIMEOUT = Duration.ofSeconds(10);

  private static final int MOST_REQUEST_BYTES = 256 * 1024 * 1024;
  private static final int MAX_PORT = 65_535;
  private static final Duration LEAST_BROKER_TIMEOUT = Duration.ofMillis(500);
  private static final Duration MOST_BROKER_TIMEOUT = Duration.ofMinutes(10);

  public GatewayConfig {
    if (host.isBlank()) {
      throw EmulatorErrors.invalidSetting("host", host, "give an address of this machine");
    }
    if (port < 0 || port > MAX_PORT) {
      throw EmulatorErrors.invalidSetting(
          "port", port, "it must lie between 0 (any free port) and " + MAX_PORT);
    }
    if (bootstrapServers.isBlank()) {
      throw EmulatorErrors.invalidSetting(
          "bootstrap servers", bootstrapServers, "give Kafka's host:port");
    }
    if (maxRequestBytes < 1 || maxRequestBytes > MOST_REQUEST_BYTES) {
      throw EmulatorErrors.invalidSetting(
          "largest request",
          maxRequestBytes,
          "it must lie between 1 and " + MOST_REQUEST_BYTES + " bytes");
    }
    if (brokerTimeout.compareTo(LEAST_BROKER_TIMEOUT) < 0
        || brokerTimeout.compareTo(MOST_BROKER_TIMEOUT) > 0) {
      throw EmulatorErrors.invalidSetting(
          "broker timeout", brokerTimeout, "it must lie between 0.5 seconds and 10 minutes");
    }
  }

  /** Listens on 127.0.0.1 with the default limits. */
  public static GatewayConfig of(int port, String bootstrapServers) {
    return new GatewayConfig(
        DEFAULT_HOST,
        port,
        bootstrapServers,
        DEFAULT_MAX_REQUEST_BYTES,
        DEFAULT_BROKER_TIMEOUT,
        ApiConfig.DEFAULT);
  }

  public GatewayConfig withMaxRequestBytes(int bytes) {
    return new GatewayConfig(host, port, bootstrapServers, bytes, brokerTimeout, api);
  }

  public GatewayConfig withBrokerTimeout(Duration timeout) {
    return new GatewayConfig(host, port, bootstrapServers, maxRequestBytes, timeout, api);
  }

  public GatewayConfig withApi(ApiConfig config) {
    return new GatewayConfig(host, port, bootstrapServers, maxRequestBytes, brokerTimeout, config);
  }
}
