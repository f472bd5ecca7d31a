package io.pinflow.emulator.gateway;

import static io.pinflow.emulator.gateway.GatewayClient.assertApiError;
import static io.pinflow.emulator.gateway.GatewayClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.testing.fixture.RequiresKinesis;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kinesis.model.Record;

/** The built-in API definition's Kinesis routes, executed against a real Kinesis server. */
@RequiresKinesis
@ExtendWith(RunningKinesis.class)
class GatewayKinesisIT {

  private final GatewayClient gateway;
  private final KinesisStreams kinesis;

  GatewayKinesisIT(GatewayClient gateway, KinesisStreams kinesis) {
    this.gateway = gateway;
    this.kinesis = kinesis;
  }

  @Test
  void createsAStreamOfOneShardByDefault() throws IOException, InterruptedException {
    String stream = "created-" + UUID.randomUUID();

    HttpResponse<String> created =
        send(gateway.request("/streams/" + stream).POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    assertThat(json(created.body())).isEqualTo(json("{\"StreamName\": \"%s\"}".formatted(stream)));
    kinesis.awaitActive(stream);
    assertThat(kinesis.client().listShards(request -> request.streamName(stream)).shards())
        .hasSize(1);
  }

  @Test
  void createsAsManyShardsAsTheBodySays() throws IOException, InterruptedException {
    String stream = "created-" + UUID.randomUUID();

    HttpResponse<String> created = send("POST", "/streams/" + stream, "{\"ShardCount\": 3}");

    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    kinesis.awaitActive(stream);
    assertThat(kinesis.client().listShards(request -> request.streamName(stream)).shards())
        .hasSize(3);
  }

  @Test
  void describesAStream() throws IOException, InterruptedException {
    String stream = kinesis.create();

    HttpResponse<String> described = get("/streams/" + stream);

    assertThat(described.statusCode()).as(described.body()).isEqualTo(200);
    assertThat(described.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(described.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    JsonNode description = json(described.body()).get("StreamDescription");
    assertThat(description.get("StreamName").asText()).isEqualTo(stream);
    assertThat(description.get("StreamStatus").asText()).isEqualTo("ACTIVE");
    assertThat(description.get("Shards")).hasSize(1);
  }

  @Test
  void describesAStreamsShardsAPageAtATime() throws IOException, InterruptedException {
    String stream = "paged-" + UUID.randomUUID();
    assertThat(send("POST", "/streams/" + stream, "{\"ShardCount\": 2}").statusCode())
        .isEqualTo(200);
    kinesis.awaitActive(stream);

    JsonNode first = json(get("/streams/" + stream + "?limit=1").body()).get("StreamDescription");
    String last = first.get("Shards").get(0).get("ShardId").asText();
    JsonNode second =
        json(get("/streams/" + stream + "?exclusive-start-shard-id=" + last).body())
            .get("StreamDescription");

    assertThat(first.get("HasMoreShards").asBoolean()).isTrue();
    assertThat(first.get("Shards")).hasSize(1);
    assertThat(second.get("Shards")).hasSize(1);
    assertThat(second.get("Shards").get(0).get("ShardId").asText()).isNotEqualTo(last);
  }

  @Test
  void listsStreamsAPageAtATime() throws IOException, InterruptedException {
    String prefix = "list-" + UUID.randomUUID();
    for (String name : List.of("-a", "-b", "-c")) {
      assertThat(send("POST", "/streams/" + prefix + name, "{}").statusCode()).isEqualTo(200);
      kinesis.awaitActive(prefix + name);
    }

    JsonNode all = json(get("/streams").body());
    JsonNode page =
        json(get("/streams?limit=1&exclusive-start-stream-name=" + prefix + "-a").body());

    assertThat(all.get("StreamNames"))
        .extracting(JsonNode::asText)
        .contains(prefix + "-a", prefix + "-b", prefix + "-c");
    assertThat(page.get("StreamNames")).extracting(JsonNode::asText).containsExactly(prefix + "-b");
    assertThat(page.get("HasMoreStreams").asBoolean()).isTrue();
    assertThat(kinesis.client().listStreams(request -> request.limit(1000)).streamNames())
        .contains(prefix + "-a");
  }

  @Test
  void deletesAStream() throws IOException, InterruptedException {
    String stream = kinesis.create();

    HttpResponse<String> deleted = send(gateway.request("/streams/" + stream).DELETE());

    assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
    assertThat(json(deleted.body())).isEqualTo(json("{\"StreamName\": \"%s\"}".formatted(stream)));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        kinesis.client().listStreams(request -> request.limit(1000)).streamNames())
                    .doesNotContain(stream));
  }

  @Test
  void putsARecordFromAnObjectAsItsJson() throws IOException, InterruptedException {
    String stream = kinesis.create();
    String pin =
        "{\"index\":7,\"title\":\"It's \\\"Zürich\\\" 😀\",\"slash\":\"a/b\\\\c\",\"price\":1.50,"
            + "\"big\":12345678901234567890,\"none\":null,\"tags\":[1,\"two\",{}]}";

    HttpResponse<String> put =
        send(
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
        send(
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

    HttpResponse<String> put = send("PUT", "/streams/" + stream + "/records", body);

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
        send(
            "PUT",
            "/streams/" + stream + "/records",
            records.stream().limit(500).collect(Collectors.joining(",", "{\"records\":[", "]}")));
    HttpResponse<String> more =
        send(
            "PUT",
            "/streams/" + stream + "/records",
            records.stream().collect(Collectors.joining(",", "{\"records\":[", "]}")));

    assertThat(most.statusCode()).as(most.body()).isEqualTo(200);
    assertThat(json(most.body()).get("FailedRecordCount").asInt()).isZero();
    assertApiError(more, 400, "BAD_REQUEST_BODY");
    assertThat(kinesis.data(stream)).hasSize(500).contains("{\"n\":1}", "{\"n\":500}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /streams/unknown | ",
        "DELETE | /streams/unknown | ",
        "PUT | /streams/unknown/record | {\"Data\":{},\"PartitionKey\":\"1\"}",
        "PUT | /streams/unknown/records | {\"records\":[{\"data\":{},\"partition-key\":\"1\"}]}",
      })
  void tellsThatAStreamIsUnknown(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(method, path, body);

    assertApiError(response, 404, "ResourceNotFoundException");
    assertThat(json(response.body()).get("message").asText()).contains("unknown");
  }

  @Test
  void tellsThatAStreamExists() throws IOException, InterruptedException {
    String stream = kinesis.create();

    HttpResponse<String> response = send("POST", "/streams/" + stream, "{}");

    assertApiError(response, 409, "ResourceInUseException");
    assertThat(json(response.body()).get("message").asText()).contains(stream);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /streams/not%20a%20name | ",
        "GET | /streams/it's%22 | ",
        "GET | /streams?limit=ten%22 | ",
        "GET | /streams?limit=0 | ",
        "POST | /streams/not%20a%20name | {}",
      })
  void passesOnWhatKinesisFindsInvalid(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(method, path, body);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(json(response.body()).get("code").asText()).endsWith("Exception");
    assertThat(json(response.body()).get("message").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/record | {\"Data\":{}} | PartitionKey",
        "/record | {\"PartitionKey\":\"1\"} | Data",
        "/record | {\"Data\":7,\"PartitionKey\":\"1\"} | Data",
        "/record | {\"Data\":{},\"PartitionKey\":1} | PartitionKey",
        "/record | {\"Data\":{},\"PartitionKey\":\"\"} | PartitionKey",
        "/record | {\"Data\":{ | JSON",
        "/record | [] | object",
        "/records | {} | records",
        "/records | {\"records\":[]} | records",
        "/records | {\"records\":[{\"data\":{}}]} | partition-key",
        "/records | {\"Records\":[{\"data\":{},\"partition-key\":\"1\"}]} | PartitionKey",
      })
  void refusesBodiesThatAreNotOfTheModel(String path, String body, String named)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send("PUT", "/streams/any" + path, body);

    assertApiError(response, 400, "BAD_REQUEST_BODY");
    assertThat(json(response.body()).get("message").asText()).isEqualTo("Invalid request body");
    assertThat(json(response.body()).get("errors").asText()).contains(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"ShardCount\": 0} | ShardCount",
        "{\"ShardCount\": \"two\"} | ShardCount",
        "{\"StreamModeDetails\": {\"StreamMode\": \"FAST\"}} | StreamMode",
      })
  void refusesShardCountsThatAreNone(String body, String named)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send("POST", "/streams/any", body);

    assertApiError(response, 400, "BAD_REQUEST_BODY");
    assertThat(json(response.body()).get("errors").asText()).contains(named);
  }

  @Test
  void refusesOtherContentTypes() throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(
            gateway
                .request("/streams/any/record")
                .header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString("{}")));

    assertApiError(response, 415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void takesContentTypesWithACharset() throws IOException, InterruptedException {
    String stream = kinesis.create();

    HttpResponse<String> response =
        send(
            gateway
                .request("/streams/" + stream + "/record")
                .header("Content-Type", "application/json; charset=utf-8")
                .PUT(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"Data\":{\"a\":1},\"PartitionKey\":\"1\"}")));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(kinesis.data(stream)).containsExactly("{\"a\":1}");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(gateway.request(path));
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = gateway.request(path);
    return body == null
        ? send(request.method(method, HttpRequest.BodyPublishers.noBody()))
        : send(
            request
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return gateway.send(request.build());
  }
}
