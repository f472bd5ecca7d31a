package io.pinflow.emulator.gateway;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.emulator.gateway.api.ApiBackends;
import io.pinflow.emulator.gateway.api.ApiDocument;
import io.pinflow.emulator.gateway.api.AwsService;
import io.pinflow.emulator.gateway.kinesis.KinesisService;
import io.pinflow.emulator.gateway.kinesis.MissingKinesis;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * A running REST gateway: the routes of the API definition, and {@code GET /health}. Its HTTP proxy
 * integrations, {@code /topics}, are answered as Kafka REST v2 defines it; its Kinesis
 * integrations, {@code /streams}, by the configured Kinesis, or with 503 where there is none.
 *
 * <p>A record is acknowledged to the client after the broker has acknowledged it with all in-sync
 * replicas, never before. The broker need not be there when the gateway starts; while it is away,
 * requests are answered with 500 and error code 50003 within a bounded time.
 */
public final class Gateway implements AutoCloseable {

  private final GatewayConfig config;
  private final Admin admin;
  private final RecordProducer producer;
  private final HttpServer server;

  private Gateway(GatewayConfig config, Admin admin, RecordProducer producer, HttpServer server) {
    this.config = config;
    this.admin = admin;
    this.producer = producer;
    this.server = server;
  }

  /**
   * Starts a gateway and returns when it takes requests.
   *
   * @throws io.pinflow.emulator.error.EmulatorException if the port is taken or the bootstrap
   *     servers are not of the form {@code host:port}, or the API definition or the key's file
   *     cannot be used
   */
  public static Gateway start(GatewayConfig config) {
    Admin admin = admin(config);
    RecordProducer producer = null;
    try {
      producer = RecordProducer.create(config);
      TopicDirectory topics = new TopicDirectory(admin, config.brokerTimeout());
      KafkaRest kafka = new KafkaRest(RouteTable.kafkaRest(topics, producer));
      HttpServer server = new HttpServer(config, routes(config.api(), kafka));
      server.start();
      return new Gateway(config, admin, producer, server);
    } catch (RuntimeException e) {
      if (producer != null) {
        producer.close();
      }
      admin.close();
      throw e;
    }
  }

  private static RouteTable routes(ApiConfig config, KafkaRest kafka) {
    AwsService kinesis =
        config.kinesisEndpoint() == null
            ? new MissingKinesis()
            : KinesisService.at(config.kinesisEndpoint(), config.region());
    List<ApiDocument.Route> routes =
        new ArrayList<>(
            ApiDocument.routes(
                ApiFiles.place(config.document()),
                ApiFiles.document(config.document()),
                new ApiBackends(Map.of("kinesis", kinesis), kafka),
                ApiFiles.key(config.apiKeyFile()),
                Clock.systemUTC()));
    routes.add(RouteTable.route("GET", "/health", kafka));
    return new RouteTable(routes);
  }

  /** Where the gateway listens, such as {@code http://127.0.0.1:8082}. */
  public URI uri() {
    return URI.create("http://" + config.host() + ":" + server.port());
  }

  /** Takes no new requests, answers those under way, then leaves the broker. */
  @Override
  public void close() {
    server.stop();
    producer.close();
    admin.close();
  }

  private static Admin admin(GatewayConfig config) {
    Properties properties = new Properties();
    int timeout = Math.toIntExact(config.brokerTimeout().toMillis());
    properties.putAll(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            config.bootstrapServers(),
            AdminClientConfig.CLIENT_ID_CONFIG,
            "pinflow-gateway-admin",
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            timeout,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            timeout));
    try {
      return Admin.create(properties);
    } catch (KafkaException e) {
      throw EmulatorErrors.brokerSettings(config.bootstrapServers(), e);
    }
  }
}
