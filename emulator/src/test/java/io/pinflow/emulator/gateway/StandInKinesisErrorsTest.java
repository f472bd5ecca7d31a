package io.pinflow.emulator.gateway;

import static io.pinflow.emulator.gateway.GatewayClient.assertApiError;
import static io.pinflow.emulator.gateway.GatewayClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of Kinesis which no local server gives, from a stand-in that gives them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandInKinesisErrorsTest {

  private StandInKinesis kinesis;
  private Gateway gateway;
  private GatewayClient client;

  @BeforeAll
  void start() throws IOException {
    kinesis = new StandInKinesis();
    gateway =
        Gateway.start(
            RunningKinesis.gatewayWithoutKafka()
                .withApi(ApiConfig.DEFAULT.withKinesis(kinesis.endpoint(), "eu-west-1")));
    client = new GatewayClient(gateway.uri());
  }

  @AfterAll
  void stop() {
    gateway.close();
    kinesis.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, ProvisionedThroughputExceededException, 429",
    "400, LimitExceededException, 429",
    "400, ThrottlingException, 429",
    "400, KMSThrottlingException, 429",
    "400, ResourceNotFoundException, 404",
    "400, ResourceInUseException, 409",
    "400, InvalidArgumentException, 400",
    "400, ValidationException, 400",
    "400, ExpiredNextTokenException, 400",
    "400, AccessDeniedException, 502",
    "400, UnrecognizedClientException, 502",
    "500, InternalFailure, 502",
    "503, ServiceUnavailable, 502",
  })
  void errorsReachTheCallerWithTheirCodeAndMessage(int kinesisStatus, String code, int status)
      throws IOException, InterruptedException {
    kinesis.answers(
        kinesisStatus,
        "{\"__type\":\"%s\",\"message\":\"It's \\\"7\\\" of 5 \\\\ ü 😀\"}".formatted(code));

    for (String path : new String[] {"/streams/s", "/streams", "/streams/s/record"}) {
      HttpResponse<String> response =
          path.endsWith("record") ? putRecord("{\"Data\":{},\"PartitionKey\":\"1\"}") : get(path);

      assertApiError(response, status, code);
      assertThat(json(response.body()).get("message").asText())
          .isEqualTo("It's \"7\" of 5 \\ ü 😀");
    }
  }

  @Test
  void errorsMayBeNamedWithTheirNamespaceAndACapitalMessage()
      throws IOException, InterruptedException {
    kinesis.answers(
        400,
        "{\"__type\":\"com.amazonaws.kinesis.v20131202#ResourceNotFoundException\",\"Message\":\"gone\"}");

    HttpResponse<String> response = get("/streams/s");

    assertApiError(response, 404, "ResourceNotFoundException");
    assertThat(json(response.body()).get("message").asText()).isEqualTo("gone");
  }

  @Test
  void anErrorWithoutABodyStillHasACode() throws IOException, InterruptedException {
    kinesis.answers(500, "");

    HttpResponse<String> response = get("/streams/s");

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(json(response.body()).get("code").asText()).isEqualTo("InternalFailure");
  }

  @Test
  void anErrorThatIsNotJsonIsAnErrorOfTheGateway() throws IOException, InterruptedException {
    kinesis.answers(500, "<html>");

    assertApiError(get("/streams/s"), 500, "API_CONFIGURATION_ERROR");
  }

  @Test
  void partialFailuresReachTheCallerAsTheyAre() throws IOException, InterruptedException {
    String answer =
        "{\"FailedRecordCount\":1,\"Records\":[{\"SequenceNumber\":\"1\",\"ShardId\":\"s\"},"
            + "{\"ErrorCode\":\"ProvisionedThroughputExceededException\",\"ErrorMessage\":\"slow\"}]}";
    kinesis.answers(200, answer);

    HttpResponse<String> response = get("/streams/s");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(answer);
  }

  @Test
  void requestsAreSignedForTheActionAndTheRegion() throws IOException, InterruptedException {
    kinesis.answers(200, "{}");

    assertThat(putRecord("{\"Data\":\"pin\",\"PartitionKey\":\"k\"}").statusCode()).isEqualTo(200);

    StandInKinesis.Seen seen = kinesis.lastRequest();
    assertThat(seen.headers().getFirst("X-Amz-Target")).isEqualTo("Kinesis_20131202.PutRecord");
    assertThat(seen.headers().getFirst("Content-Type")).isEqualTo("application/x-amz-json-1.1");
    assertThat(seen.headers().getFirst("X-Amz-Date")).matches("\\d{8}T\\d{6}Z");
    assertThat(seen.headers().getFirst("Authorization"))
        .matches(
            "AWS4-HMAC-SHA256 Credential=local/\\d{8}/eu-west-1/kinesis/aws4_request, "
                + "SignedHeaders=content-type;host;.*x-amz-date;x-amz-target.*, "
                + "Signature=[0-9a-f]{64}");
    assertThat(json(seen.body()))
        .isEqualTo(json("{\"StreamName\": \"s\", \"Data\": \"cGlu\", \"PartitionKey\": \"k\"}"));
  }

  @Test
  void anOnDemandStreamHasNoShardCount() throws IOException, InterruptedException {
    kinesis.answers(200, "");

    HttpResponse<String> created =
        client.send(
            client
                .request("/streams/s")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"StreamModeDetails\":{\"StreamMode\":\"ON_DEMAND\"}}"))
                .build());

    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    assertThat(json(kinesis.lastRequest().body()))
        .isEqualTo(
            json(
                "{\"StreamName\": \"s\", \"StreamModeDetails\": {\"StreamMode\": \"ON_DEMAND\"}}"));
  }

  @Test
  void theNextTokenIsPassedOn() throws IOException, InterruptedException {
    kinesis.answers(200, "{}");

    assertThat(get("/streams?next-token=a%2Fb%2B%3D'%22").statusCode()).isEqualTo(200);

    assertThat(json(kinesis.lastRequest().body()))
        .isEqualTo(json("{\"Limit\": 100, \"NextToken\": \"a/b+='\\\"\"}"));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(client.request(path).build());
  }

  private HttpResponse<String> putRecord(String body) throws IOException, InterruptedException {
    return client.send(
        client
            .request("/streams/s/record")
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
