package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinflow.emulator.gateway.Gateway;
import io.pinflow.emulator.gateway.GatewayConfig;
import io.pinflow.emulator.route.RestKafkaRoute;
import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.route.TopicNames;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningKafka.class)
class RestKafkaRouteIT extends HttpRouteBehaviour {

  private static final String JSON = "application/vnd.kafka.v2+json";

  private final KafkaTopics kafka;
  private Gateway gateway;

  RestKafkaRouteIT(KafkaTopics kafka) {
    this.kafka = kafka;
  }

  @Override
  Route connect(String id) {
    gateway = Gateway.start(GatewayConfig.of(0, kafka.bootstrapServers()));
    front = FaultyFront.of(gateway.uri());
    return new RestKafkaRoute(front.uri(), TopicNames.of(id));
  }

  @AfterEach
  void closeGateway() {
    gateway.close();
  }

  @Override
  void create(String id, RecordKind kind) throws InterruptedException, ExecutionException {
    kafka.create(TopicNames.of(id).topic(kind), 2, Map.of("max.message.bytes", "100000"));
  }

  @Override
  List<String> stored(String id, RecordKind kind) {
    return kafka.read(TopicNames.of(id).topic(kind)).stream()
        .map(record -> new String(record.value(), UTF_8))
        .toList();
  }

  @Override
  PostRecord refusable() {
    return TestPosts.json(RecordKind.PIN, "{\"title\":\"" + "x".repeat(200_000) + "\"}");
  }

  @Override
  void throttle() {
    front.answer(429, JSON, "{\"error_code\":42901,\"message\":\"Too Many Requests\"}");
  }

  @Override
  void fail() {
    front.answer(500, JSON, "{\"error_code\":50003,\"message\":\"retriable\"}");
  }

  @Override
  void refuseOne() {
    refuseOne(
        "records", "offsets", object().put("error_code", 2).put("error", "no leader for now"));
  }
}
