package io.pinflow.emulator.gateway;

import static io.pinflow.emulator.gateway.GatewayClient.assertApiError;
import static io.pinflow.emulator.gateway.GatewayClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.fixture.RequiresKinesis;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Kinesis routes refuse, and how they pass on what a real Kinesis server refuses. */
@RequiresKinesis
@ExtendWith(RunningKinesis.class)
class GatewayKinesisRefusalIT {

  private final GatewayClient gateway;
  private final KinesisStreams kinesis;

  GatewayKinesisRefusalIT(GatewayClient gateway, KinesisStreams kinesis) {
    this.gateway = gateway;
    this.kinesis = kinesis;
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
    HttpResponse<String> response = gateway.send(method, path, body);

    assertApiError(response, 404, "ResourceNotFoundException");
    assertThat(json(response.body()).get("message").asText()).contains("unknown");
  }

  @Test
  void tellsThatAStreamExists() throws IOException, InterruptedException {
    String stream = kinesis.create();

    HttpResponse<String> response = gateway.send("POST", "/streams/" + stream, "{}");

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
    HttpResponse<String> response = gateway.send(method, path, body);

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
    HttpResponse<String> response = gateway.send("PUT", "/streams/any" + path, body);

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
    HttpResponse<String> response = gateway.send("POST", "/streams/any", body);

    assertApiError(response, 400, "BAD_REQUEST_BODY");
    assertThat(json(response.body()).get("errors").asText()).contains(named);
  }

  @Test
  void refusesOtherContentTypes() throws IOException, InterruptedException {
    HttpResponse<String> response =
        gateway.send(
            gateway
                .request("/streams/any/record")
                .header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

    assertApiError(response, 415, "UNSUPPORTED_MEDIA_TYPE");
  }
}
