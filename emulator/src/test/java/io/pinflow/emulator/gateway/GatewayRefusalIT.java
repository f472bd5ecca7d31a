package io.pinflow.emulator.gateway;

import static io.pinflow.emulator.gateway.GatewayClient.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.emulator.KafkaTopics;
import io.pinflow.emulator.RunningKafka;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests which the contract of Kafka REST v2 does not allow. */
@ExtendWith({RunningKafka.class, RunningGateway.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayRefusalIT {

  private final KafkaTopics kafka;
  private final GatewayClient gateway;
  private final String known;

  GatewayRefusalIT(KafkaTopics kafka, GatewayClient gateway)
      throws InterruptedException, ExecutionException {
    this.kafka = kafka;
    this.gateway = gateway;
    this.known = kafka.create(2);
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
    HttpResponse<String> response =
        gateway.post(topic.equals("known") ? known : topic, contentType, body);

    assertError(response, status, errorCode);
  }

  @Test
  void refusesBodiesOverTheLimitAndTakesTheLargestAllowed()
      throws IOException, InterruptedException, ExecutionException {
    String frame = "{\"records\":[{\"value\":\"\"}]}";
    String topic = kafka.create(1);
    String largest =
        frame.replace(
            "\"\"", "\"" + "x".repeat(RunningGateway.MAX_REQUEST_BYTES - frame.length()) + "\"");

    assertThat(gateway.post(topic, GatewayClient.JSON, largest).statusCode()).isEqualTo(200);
    assertError(gateway.post(topic, GatewayClient.JSON, largest + " "), 413, 413);
    assertError(gateway.post(topic, GatewayClient.JSON, largest + " ".repeat(5_000_000)), 413, 413);
    HttpRequest chunked =
        gateway
            .request("/topics/" + topic)
            .header("Content-Type", GatewayClient.JSON)
            .POST(
                HttpRequest.BodyPublishers.fromPublisher(
                    HttpRequest.BodyPublishers.ofString(largest + " ")))
            .build();
    assertError(gateway.send(chunked), 413, 413);
    assertThat(kafka.read(topic)).hasSize(1);
  }

  @Test
  void refusesCompressedBodies() throws IOException, InterruptedException, ExecutionException {
    HttpRequest request =
        gateway
            .request("/topics/" + known)
            .header("Content-Type", GatewayClient.JSON)
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {31, -117}))
            .build();

    assertError(gateway.send(request), 415, 415);
  }

  @Test
  void refusesOtherMethodsAndPaths() throws IOException, InterruptedException, ExecutionException {
    HttpResponse<String> put =
        gateway.send(
            gateway
                .request("/topics/" + known)
                .PUT(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    assertError(put, 405, 405);
    assertThat(put.headers().firstValue("Allow").orElse("")).contains("POST").contains("GET");

    assertError(gateway.send(gateway.request("/nowhere").build()), 404, 404);
    assertError(gateway.send(gateway.request("/topics/a/b").build()), 404, 404);
  }
}
