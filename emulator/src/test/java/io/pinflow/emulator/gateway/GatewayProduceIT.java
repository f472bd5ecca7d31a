package io.pinflow.emulator.gateway;

import static io.pinflow.emulator.gateway.GatewayClient.assertError;
import static io.pinflow.emulator.gateway.GatewayClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.emulator.KafkaTopics;
import io.pinflow.emulator.RunningKafka;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is produced by Kafka REST v2 is in the topic of a real broker. */
@ExtendWith({RunningKafka.class, RunningGateway.class})
class GatewayProduceIT {

  private final KafkaTopics kafka;
  private final GatewayClient gateway;

  GatewayProduceIT(KafkaTopics kafka, GatewayClient gateway) {
    this.kafka = kafka;
    this.gateway = gateway;
  }

  @Test
  void answersWithTheOffsetsOfTheRecordsAndNothingElse()
      throws IOException, InterruptedException, ExecutionException {
    String topic = kafka.create(1);

    HttpResponse<String> response =
        gateway.post(
            topic, GatewayClient.JSON, "{\"records\":[{\"value\":{\"a\":1}},{\"value\":2}]}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.kafka.v2+json");
    assertThat(json(response.body()))
        .isEqualTo(
            json(
                """
                {"offsets": [
                   {"partition": 0, "offset": 0, "error_code": null, "error": null},
                   {"partition": 0, "offset": 1, "error_code": null, "error": null}],
                 "key_schema_id": null, "value_schema_id": null}
                """));
  }

  @Test
  void storesJsonAsItWasWritten() throws IOException, InterruptedException, ExecutionException {
    String topic = kafka.create(1);
    List<String> values =
        List.of(
            "{\"n\": 1.50e+3, \"big\": 12345678901234567890.1234567890, \"t\": \"a\\u00a0é🎄 \"}",
            "{ \"spaced\" :\t[1 , 2] }",
            "\"text\"",
            "17");

    gateway.post(
        topic,
        GatewayClient.JSON,
        "{\"records\": [{\"value\": " + String.join("}, {\"value\": ", values) + "}]}");

    assertThat(kafka.read(topic)).extracting(GatewayProduceIT::value).isEqualTo(values);
  }

  @Test
  void storesBase64AsBytes() throws IOException, InterruptedException, ExecutionException {
    String topic = kafka.create(1);

    HttpResponse<String> response =
        gateway.post(
            topic,
            GatewayClient.BINARY,
            "{\"records\":[{\"key\":\"AP8=\",\"value\":\"AAECgA==\"}]}");

    assertThat(response.statusCode()).isEqualTo(200);
    ConsumerRecord<byte[], byte[]> stored = kafka.read(topic).get(0);
    assertThat(stored.key()).isEqualTo(new byte[] {0, -1});
    assertThat(stored.value()).isEqualTo(new byte[] {0, 1, 2, -128});
  }

  @Test
  void heedsKeysAndPartitions() throws IOException, InterruptedException, ExecutionException {
    String topic = kafka.create(4);

    HttpResponse<String> response =
        gateway.post(
            topic,
            GatewayClient.JSON,
            """
            {"records": [
              {"value": 0, "partition": 3},
              {"key": "k", "value": 1}, {"key": "k", "value": 2},
              {"key": {"a": 1}, "value": null, "partition": 1}]}
            """);

    JsonNode offsets = json(response.body()).get("offsets");
    assertThat(offsets.get(0).get("partition").asInt()).isEqualTo(3);
    assertThat(offsets.get(2).get("partition")).isEqualTo(offsets.get(1).get("partition"));
    assertThat(offsets.get(3).get("partition").asInt()).isEqualTo(1);
    List<ConsumerRecord<byte[], byte[]>> stored = kafka.read(topic);
    assertThat(stored).hasSize(4);
    assertThat(stored)
        .filteredOn(record -> record.value() == null)
        .singleElement()
        .satisfies(record -> assertThat(new String(record.key(), UTF_8)).isEqualTo("{\"a\": 1}"));
    assertThat(stored)
        .filteredOn(record -> record.key() != null && record.value() != null)
        .allMatch(record -> new String(record.key(), UTF_8).equals("\"k\""));
  }

  @Test
  void findsATopicCreatedAfterItWasAskedForInVain()
      throws IOException, InterruptedException, ExecutionException {
    String topic = kafka.create(1) + "-late";
    assertError(
        gateway.post(topic, GatewayClient.JSON, "{\"records\":[{\"value\":1}]}"), 404, 40401);

    kafka.create(topic, 1, Map.of());

    assertThat(
            gateway.post(topic, GatewayClient.JSON, "{\"records\":[{\"value\":1}]}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesARecordWhichTheTopicHoldsTooLargeAndStoresTheOthers()
      throws IOException, InterruptedException, ExecutionException {
    String topic = kafka.create(1) + "-small";
    kafka.create(topic, 1, Map.of("max.message.bytes", "70000"));
    String large = "\"" + "x".repeat(80_000) + "\"";

    assertError(
        gateway.post(topic, GatewayClient.JSON, "{\"records\":[{\"value\":" + large + "}]}"),
        413,
        413);

    String usual = "\"" + "y".repeat(700) + "\"";
    HttpResponse<String> mixed =
        gateway.post(
            topic,
            GatewayClient.JSON,
            "{\"records\":[{\"value\":%s},{\"value\":%s},{\"value\":%s}]}"
                .formatted(usual, large, usual));
    JsonNode offsets = json(mixed.body()).get("offsets");
    assertThat(mixed.statusCode()).isEqualTo(200);
    assertThat(offsets.get(1).get("error_code").asInt()).isEqualTo(50002);
    assertThat(offsets.get(1).get("partition").isNull()).isTrue();
    assertThat(offsets.get(1).get("error").asText()).isNotBlank();
    assertThat(kafka.read(topic)).extracting(GatewayProduceIT::value).containsExactly(usual, usual);
  }

  private static String value(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), UTF_8);
  }
}
