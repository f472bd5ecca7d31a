package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.emulator.route.KafkaRoute;
import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.route.TopicNames;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka throttles its clients by itself; what it refuses, and that it is away, is tried here. */
@ExtendWith(RunningKafka.class)
class KafkaRouteIT extends RouteBehaviour {

  private final KafkaTopics kafka;

  KafkaRouteIT(KafkaTopics kafka) {
    this.kafka = kafka;
  }

  @Override
  Route connect(String id) {
    return KafkaRoute.create(
        kafka.bootstrapServers(), TopicNames.of(id), Map.of("max.block.ms", "1000"));
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

  /** The broker ends as in a crash, which closes all its connections, and comes back later. */
  @Override
  void dropConnection() {
    kafka.broker().stop();
    Thread back = new Thread(() -> kafka.broker().resume(), "broker-back");
    back.start();
  }

  @Test
  void reportsWhatATopicThatDoesNotExistCouldNotTake() throws InterruptedException {
    EmulatorReport report;
    try (Route route = connect("missing")) {
      report =
          Emulator.run(
              TestRuns.FAST.withRetryTimeout(Duration.ofSeconds(2)),
              TestPosts.pins("{}", "{}"),
              route,
              ProgressListener.NONE);
    }

    assertThat(report.failed()).isEqualTo(2);
    assertThat(report.failures().get(0).reason()).contains("missing.pin").contains("PT2S");
  }

  @Test
  void refusesServersThatAreNone() {
    Assertions.assertThatThrownBy(() -> KafkaRoute.create("nonsense", TopicNames.of("x"), Map.of()))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("'nonsense'")
        .hasMessageContaining("host:port");
  }
}
