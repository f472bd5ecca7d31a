package io.pinflow.emulator.gateway;

import static io.pinflow.emulator.gateway.GatewayClient.assertError;
import static io.pinflow.emulator.gateway.GatewayClient.json;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.emulator.KafkaTopics;
import io.pinflow.emulator.RunningKafka;
import io.pinflow.emulator.error.EmulatorException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gateway besides producing: its topics, its health, its begin and its end. */
@ExtendWith({RunningKafka.class, RunningGateway.class})
class GatewayIT {

  private final KafkaTopics kafka;
  private final GatewayClient gateway;

  GatewayIT(KafkaTopics kafka, GatewayClient gateway) {
    this.kafka = kafka;
    this.gateway = gateway;
  }

  @Test
  void listsAndDescribesTopics() throws IOException, InterruptedException, ExecutionException {
    String other = kafka.create(1);
    String topic = other + "-described";
    kafka.create(topic, 2, Map.of("retention.ms", "86400000"));

    JsonNode names = json(gateway.send(gateway.request("/topics").build()).body());
    assertThat(names).extracting(JsonNode::asText).contains(topic, other);
    JsonNode described = json(gateway.send(gateway.request("/topics/" + topic).build()).body());
    assertThat(described)
        .isEqualTo(
            json(
                """
                {"name": "%s", "configs": {"retention.ms": "86400000"}, "partitions": [
                  {"partition": 0, "leader": 1,
                   "replicas": [{"broker": 1, "leader": true, "in_sync": true}]},
                  {"partition": 1, "leader": 1,
                   "replicas": [{"broker": 1, "leader": true, "in_sync": true}]}]}
                """
                    .formatted(topic)));
    assertError(gateway.send(gateway.request("/topics/unknown").build()), 404, 40401);
  }

  @Test
  void negotiatesTheTypeOfItsAnswers()
      throws IOException, InterruptedException, ExecutionException {
    HttpRequest.Builder produce =
        gateway
            .request("/topics/" + kafka.create(1))
            .header("Content-Type", GatewayClient.JSON)
            .POST(HttpRequest.BodyPublishers.ofString("{\"records\":[{\"value\":1}]}"));

    HttpResponse<String> json =
        gateway.send(produce.copy().header("Accept", "application/json").build());
    assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
    assertError(gateway.send(produce.copy().header("Accept", "text/html").build()), 406, 406);
  }

  @Test
  void isHealthyWhileTheBrokerAnswers()
      throws IOException, InterruptedException, ExecutionException {
    HttpResponse<String> response = gateway.send(gateway.request("/health").build());

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
          .write(String.format(head, topic, GatewayClient.JSON, body.length()).getBytes(US_ASCII));
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
}
