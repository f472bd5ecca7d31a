package io.pinflow.emulator.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.emulator.KafkaTopics;
import io.pinflow.emulator.RunningKafka;
import io.pinflow.emulator.error.EmulatorException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of Kafka REST v2 as clients see it, in front of a real broker. */
@ExtendWith(RunningKafka.class)
class GatewayContractIT {

  private static final String JSON = "application/vnd.kafka.json.v2+json";
  private static final String BINARY = "application/vnd.kafka.binary.v2+json";
  private static final int MAX_REQUEST_BYTES = 100_000;

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static KafkaTopics kafka;
  private static Gateway gateway;
  private static String known;

  @BeforeAll
  static void start(KafkaTopics topics) throws InterruptedException, ExecutionException {
    kafka = topics;
    known = kafka.create(2);
    gateway =
        Gateway.start(
            GatewayConfig.of(0, kafka.bootstrapServers()).withMaxRequestBytes(MAX_REQUEST_BYTES));
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  void answersWithTheOffsetsOfTheRecordsAndNothingElse()
      throws IOException, InterruptedException, ExecutionException {
    String topic = kafka.create(1);

    HttpResponse<String> response =
        post(topic, JSON, "{\"records\":[{\"value\":{\"a\":1}},{\"value\":2}]}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.kafka.v2+json");
    assertThat(MAPPER.readTree(response.body()))
        .isEqualTo(
            MAPPER.readTree(
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

    post(
        topic,
        JSON,
        "{\"records\": [{\"value\": " + String.join("}, {\"value\": ", values) + "}]}");

    assertThat(kafka.read(topic)).extracting(GatewayContractIT::value).isEqualTo(values);
  }

  @Test
  void storesBase64AsBytes() throws IOException, InterruptedException, ExecutionException {
    String topic = kafka.create(1);

    HttpResponse<String> response =
        post(topic, BINARY, "{\"records\":[{\"key\":\"AP8=\",\"value\":\"AAECgA==\"}]}");

    assertThat(response.statusCode()).isEqualTo(200);
    ConsumerRecord<byte[], byte[]> stored = kafka.read(topic).get(0);
    assertThat(stored.key()).isEqualTo(new byte[] {0, -1});
    assertThat(stored.value()).isEqualTo(new byte[] {0, 1, 2, -128});
  }

  @Test
  void heedsKeysAndPartitions() throws IOException, InterruptedException, ExecutionException {
    String topic = kafka.create(4);

    HttpResponse<String> response =
        post(
            topic,
            JSON,
            """
            {"records": [
              {"value": 0, "partition": 3},
              {"key": "k", "value": 1}, {"key": "k", "value": 2},
              {"key": {"a": 1}, "value": null, "partition": 1}]}
            """);

    JsonNode offsets = MAPPER.readTree(response.body()).get("offsets");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "known | application/vnd.kafka.json.v2+json | {\"records\":[] | 400 | 400",
        "known | application/vnd.kafka.json.v2+json | `` | 400 | 400",
        "unknown | application/vnd.kafka.json.v2+json | {\"records\":[{\"value\":1}]} | 404 | 40401",
        "not%20valid | application/vnd.kafka.json.v2+json | {\"records\":[{\"value\":1}]} | 404 | 40401",
        "known | application/vnd.kafka.json.v2+json | {\"records\":[{\"value\":1,\"partition\":2}]} | 404 | 40402",
        "known | application/vnd.kafka.json.v2+json | {\"records\":[{\"value\":1,\"partition\":-1}]} | 404 | 40402",
        "known | text/plain | {\"records\":[{\"value\":1}]} | 415 | 415",
        "known | application/vnd.kafka.json.v1+json | {\"records\":[{\"value\":1}]} | 415 | 415",
        "known | application/vnd.kafka.json.v2+json | {\"records\":[]} | 422 | 422",
        "known | application/vnd.kafka.json.v2+json | {\"records\":[{\"values\":1}]} | 422 | 422",
        "known | application/vnd.kafka.json.v2+json | {\"records\":[7]} | 422 | 42206",
        "known | application/vnd.kafka.binary.v2+json | {\"records\":[{\"value\":\"?\"}]} | 422 | 42206",
        "known | application/json | {\"records\":[{\"value\":{}}]} | 422 | 42206",
        "known | application/vnd.kafka.avro.v2+json | {\"records\":[{\"key\":1,\"value\":1}]} | 422 | 42201",
        "known | application/vnd.kafka.avro.v2+json | {\"records\":[{\"value\":1}]} | 422 | 42202",
      })
  void refusesWithTheDocumentedErrors(
      String topic, String contentType, String body, int status, int errorCode)
      throws IOException, InterruptedException, ExecutionException {
    HttpResponse<String> response = post(topic.equals("known") ? known : topic, contentType, body);

    assertError(response, status, errorCode);
  }

  @Test
  void refusesBodiesOverTheLimitAndTakesTheLargestAllowed()
      throws IOException, InterruptedException, ExecutionException {
    String frame = "{\"records\":[{\"value\":\"\"}]}";
    String topic = kafka.create(1);
    String largest =
        frame.replace("\"\"", "\"" + "x".repeat(MAX_REQUEST_BYTES - frame.length()) + "\"");

    assertThat(post(topic, JSON, largest).statusCode()).isEqualTo(200);
    assertError(post(topic, JSON, largest + " "), 413, 413);
    assertError(post(topic, JSON, largest + " ".repeat(5_000_000)), 413, 413);
    HttpRequest chunked =
        request("/topics/" + topic)
            .header("Content-Type", JSON)
            .POST(
                HttpRequest.BodyPublishers.fromPublisher(
                    HttpRequest.BodyPublishers.ofString(largest + " ")))
            .build();
    assertError(send(chunked), 413, 413);
    assertThat(kafka.read(topic)).hasSize(1);
  }

  @Test
  void refusesARecordWhichTheTopicHoldsTooLargeAndStoresTheOthers()
      throws IOException, InterruptedException, ExecutionException {
    String topic = known + "-small";
    kafka.create(topic, 1, Map.of("max.message.bytes", "70000"));
    String large = "\"" + "x".repeat(80_000) + "\"";

    assertError(post(topic, JSON, "{\"records\":[{\"value\":" + large + "}]}"), 413, 413);

    String usual = "\"" + "y".repeat(700) + "\"";
    HttpResponse<String> mixed =
        post(
            topic,
            JSON,
            "{\"records\":[{\"value\":%s},{\"value\":%s},{\"value\":%s}]}"
                .formatted(usual, large, usual));
    JsonNode offsets = MAPPER.readTree(mixed.body()).get("offsets");
    assertThat(mixed.statusCode()).isEqualTo(200);
    assertThat(offsets.get(1).get("error_code").asInt()).isEqualTo(50002);
    assertThat(offsets.get(1).get("partition").isNull()).isTrue();
    assertThat(offsets.get(1).get("error").asText()).isNotBlank();
    assertThat(kafka.read(topic))
        .extracting(GatewayContractIT::value)
        .containsExactly(usual, usual);
  }

  @Test
  void refusesCompressedBodies() throws IOException, InterruptedException, ExecutionException {
    HttpRequest request =
        request("/topics/" + known)
            .header("Content-Type", JSON)
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {31, -117}))
            .build();

    assertError(send(request), 415, 415);
  }

  @Test
  void refusesOtherMethodsAndPaths() throws IOException, InterruptedException, ExecutionException {
    HttpResponse<String> put =
        send(request("/topics/" + known).PUT(HttpRequest.BodyPublishers.ofString("{}")).build());
    assertError(put, 405, 405);
    assertThat(put.headers().firstValue("Allow").orElse("")).contains("POST").contains("GET");

    assertError(send(request("/nowhere").build()), 404, 404);
    assertError(send(request("/topics/a/b").build()), 404, 404);
  }

  @Test
  void negotiatesTheTypeOfItsAnswers()
      throws IOException, InterruptedException, ExecutionException {
    HttpRequest.Builder produce =
        request("/topics/" + known)
            .header("Content-Type", JSON)
            .POST(HttpRequest.BodyPublishers.ofString("{\"records\":[{\"value\":1}]}"));

    HttpResponse<String> json = send(produce.copy().header("Accept", "application/json").build());
    assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
    assertError(send(produce.copy().header("Accept", "text/html").build()), 406, 406);
  }

  @Test
  void listsAndDescribesTopics() throws IOException, InterruptedException, ExecutionException {
    String topic = known + "-described";
    kafka.create(topic, 2, Map.of("retention.ms", "86400000"));

    JsonNode names = MAPPER.readTree(send(request("/topics").build()).body());
    assertThat(names).extracting(JsonNode::asText).contains(topic, known);
    JsonNode described = MAPPER.readTree(send(request("/topics/" + topic).build()).body());
    assertThat(described)
        .isEqualTo(
            MAPPER.readTree(
                """
                {"name": "%s", "configs": {"retention.ms": "86400000"}, "partitions": [
                  {"partition": 0, "leader": 1,
                   "replicas": [{"broker": 1, "leader": true, "in_sync": true}]},
                  {"partition": 1, "leader": 1,
                   "replicas": [{"broker": 1, "leader": true, "in_sync": true}]}]}
                """
                    .formatted(topic)));
    assertError(send(request("/topics/unknown").build()), 404, 40401);
  }

  @Test
  void findsATopicCreatedAfterItWasAskedForInVain()
      throws IOException, InterruptedException, ExecutionException {
    String topic = known + "-late";
    assertError(post(topic, JSON, "{\"records\":[{\"value\":1}]}"), 404, 40401);

    kafka.create(topic, 1, Map.of());

    assertThat(post(topic, JSON, "{\"records\":[{\"value\":1}]}").statusCode()).isEqualTo(200);
  }

  @Test
  void isHealthyWhileTheBrokerAnswers()
      throws IOException, InterruptedException, ExecutionException {
    HttpResponse<String> response = send(request("/health").build());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"status\":\"UP\",\"kafka\":\"UP\"}");
  }

  @Test
  void answersRequestsUnderWayBeforeItStops()
      throws IOException, InterruptedException, ExecutionException {
    String topic = kafka.create(1);
    String body = "{\"records\":[{\"value\":1}]}";
    Gateway stopping = Gateway.start(GatewayConfig.of(0, kafka.bootstrapServers()));
    int port = stopping.uri().getPort();
    Thread stop = new Thread(stopping::close);
    try (Socket socket = new Socket("127.0.0.1", port);
        BufferedReader answer =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
      String head =
          "POST /topics/%s HTTP/1.1\r\nHost: gateway\r\nContent-Type: %s\r\nContent-Length: %d\r\n"
              + "Expect: 100-continue\r\n\r\n";
      socket
          .getOutputStream()
          .write(String.format(head, topic, JSON, body.length()).getBytes(US_ASCII));
      assertThat(answer.readLine()).as("the handler asks for the body").contains("100");

      stop.start();
      await().until(() -> !accepts(port));
      socket.getOutputStream().write(body.getBytes(US_ASCII));

      assertThat(answer.lines().filter(line -> line.startsWith("HTTP")).findFirst())
          .hasValue("HTTP/1.1 200 OK");
    } finally {
      stop.join();
    }
    assertThat(kafka.read(topic)).hasSize(1);
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void namesAPortThatIsTaken() {
    int taken = gateway.uri().getPort();

    assertThatThrownBy(() -> Gateway.start(GatewayConfig.of(taken, kafka.bootstrapServers())))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("127.0.0.1:" + taken)
        .hasMessageContaining("--port");
  }

  @Test
  void namesBootstrapServersThatAreNone() {
    assertThatThrownBy(() -> Gateway.start(GatewayConfig.of(0, "nonsense")))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("bootstrap servers 'nonsense'");
  }

  private static void assertError(HttpResponse<String> response, int status, int errorCode)
      throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.kafka.v2+json");
    JsonNode body = MAPPER.readTree(response.body());
    assertThat(body).hasSize(2);
    assertThat(body.get("error_code").asInt()).isEqualTo(errorCode);
    assertThat(body.get("message").asText()).isNotBlank();
  }

  private static HttpResponse<String> post(String topic, String contentType, String body)
      throws IOException, InterruptedException {
    return send(
        request("/topics/" + topic)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(gateway.uri().resolve(path));
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String value(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), UTF_8);
  }
}
