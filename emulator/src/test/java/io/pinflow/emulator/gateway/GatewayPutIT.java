package io.pinflow.emulator.gateway;

import static io.pinflow.emulator.gateway.GatewayClient.assertApiError;
import static io.pinflow.emulator.gateway.GatewayClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.fixture.RequiresKinesis;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kinesis.model.Record;

/** The routes which put records, onto streams of a real Kinesis server. */
@RequiresKinesis
@ExtendWith(RunningKinesis.class)
class GatewayPutIT {

  private final GatewayClient gateway;
  private final KinesisStreams kinesis;

  GatewayPutIT(GatewayClient gateway, KinesisStreams kinesis) {
    this.gateway = gateway;
    this.kinesis = kinesis;
  }

  @Test
  void putsARecordFromAnObjectAsItsJson() throws IOException, InterruptedException {
    String stream = kinesis.create();
    String pin =
        "{\"index\":7,\"title\":\"It's \\\"Zürich\\\" 😀\",\"slash\":\"a/b\\\\c\",\"price\":1.50,"
            + "\"big\":12345678901234567890,\"none\":null,\"tags\":[1,\"two\",{}]}";

    HttpResponse<String> put =
        gateway.send(
            "PUT",
            "/streams/" + stream + "/record",
            "{\"StreamName\":\"ignored\",\"Data\":"
                + pin
                + ",\"PartitionKey\":\"key '1' \\\"ü\\\"\"}");

    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    Record record = kinesis.records(stream).get(0);
    assertThat(record.data().asString(UTF_8)).isEqualTo(pin);
    assertThat(record.partitionKey()).isEqualTo("key '1' \"ü\"");
    assertThat(json(put.body()).get("SequenceNumber").asText()).isEqualTo(record.sequenceNumber());
    assertThat(json(put.body()).get("ShardId").asText()).isEqualTo("shardId-000000000000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"plain text\" | plain text",
        "\"{\\\"index\\\": 1}\" | {\"index\": 1}",
        "\"ü 😀 \\\"quoted\\\" it's\" | ü 😀 \"quoted\" it's",
      })
  void putsARecordFromAStringAsItsCharacters(String data, String expected)
      throws IOException, InterruptedException {
    String stream = kinesis.create();

    HttpResponse<String> put =
        gateway.send(
            "PUT",
            "/streams/" + stream + "/record",
            "{\"Data\":" + data + ",\"PartitionKey\":\"1\"}");

    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    assertThat(kinesis.data(stream)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"records | data | partition-key", "Records | Data | PartitionKey"})
  void putsRecordsInBothSpellings(String list, String data, String key)
      throws IOException, InterruptedException {
    String stream = kinesis.create();
    String body =
        "{\"%s\":[{\"%s\":{\"n\":1,\"t\":\"ü\"},\"%s\":\"a\"},{\"%s\":\"two 'x'\",\"%s\":\"b\"}]}"
            .formatted(list, data, key, data, key);

    HttpResponse<String> put = gateway.send("PUT", "/streams/" + stream + "/records", body);

    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    assertThat(json(put.body()).get("FailedRecordCount").asInt()).isZero();
    assertThat(json(put.body()).get("Records")).hasSize(2);
    assertThat(kinesis.data(stream)).containsExactly("{\"n\":1,\"t\":\"ü\"}", "two 'x'");
    assertThat(kinesis.records(stream)).extracting(Record::partitionKey).containsExactly("a", "b");
  }

  @Test
  void putsFiveHundredRecordsAndRefusesMore() throws IOException, InterruptedException {
    String stream = kinesis.create();
    List<String> records =
        IntStream.rangeClosed(1, 501)
            .mapToObj(n -> "{\"data\":{\"n\":%d},\"partition-key\":\"%d\"}".formatted(n, n))
            .toList();

    HttpResponse<String> most =
        gateway.send(
            "PUT",
            "/streams/" + stream + "/records",
            records.stream().limit(500).collect(Collectors.joining(",", "{\"records\":[", "]}")));
    HttpResponse<String> more =
        gateway.send(
            "PUT",
            "/streams/" + stream + "/records",
            records.stream().collect(Collectors.joining(",", "{\"records\":[", "]}")));

    assertThat(most.statusCode()).as(most.body()).isEqualTo(200);
    assertThat(json(most.body()).get("FailedRecordCount").asInt()).isZero();
    assertApiError(more, 400, "BAD_REQUEST_BODY");
    assertThat(kinesis.data(stream)).hasSize(500).contains("{\"n\":1}", "{\"n\":500}");
  }

  @Test
  void takesContentTypesWithACharset() throws IOException, InterruptedException {
    String stream = kinesis.create();

    HttpResponse<String> response =
        gateway.send(
            gateway
                .request("/streams/" + stream + "/record")
                .header("Content-Type", "application/json; charset=utf-8")
                .PUT(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"Data\":{\"a\":1},\"PartitionKey\":\"1\"}"))
                .build());

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(kinesis.data(stream)).containsExactly("{\"a\":1}");
  }
}
