package io.pinflow.emulator.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as Kinesis and API Gateway write them. */
class PutRecordsAnswersTest {

  private static final URI ADDRESS = URI.create("http://api/streams/streaming-x-pin/records");

  private final PutRecordsAnswers answers = new PutRecordsAnswers();

  @Test
  void readsAPartialFailureRecordByRecord() {
    String body =
        "{\"FailedRecordCount\":1,\"Records\":["
            + "{\"SequenceNumber\":\"49546986683135544286507457936321625675700192471156785154\","
            + "\"ShardId\":\"shardId-000000000000\",\"ErrorCode\":null,\"ErrorMessage\":null},"
            + "{\"ErrorCode\":\"ProvisionedThroughputExceededException\",\"ErrorMessage\":"
            + "\"Rate exceeded for shard shardId-000000000001 in stream x under account 1.\"},"
            + "{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"Internal service failure.\"}"
            + "],\"EncryptionType\":\"KMS\"}";

    assertThat(results(200, body, 3))
        .containsExactly(
            new SendResult.Acknowledged(
                "shardId-000000000000",
                new BigInteger("49546986683135544286507457936321625675700192471156785154")),
            new SendResult.Retriable(
                "ProvisionedThroughputExceededException: Rate exceeded for shard"
                    + " shardId-000000000001 in stream x under account 1."),
            new SendResult.Retriable("InternalFailure: Internal service failure."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"FailedRecordCount\":0,\"Records\":[]}",
        "{\"Records\":[{\"SequenceNumber\":\"x\",\"ShardId\":\"s\"},{}]}",
        "{\"Records\":[{\"Sequence",
        "<html>502</html>"
      })
  void takesRecordsForNotSentWhereTheAnswerCannotBeRead(String body) {
    assertThat(results(200, body, 2))
        .hasSize(2)
        .allMatch(result -> result instanceof SendResult.Retriable);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | {\"message\":\"Too Many Requests\"} | Retriable",
        "504 | {\"message\":\"Endpoint request timed out\"} | Retriable",
        "500 | not even JSON | Retriable",
        "400 | {\"__type\":\"ProvisionedThroughputExceededException\",\"message\":\"x\"} | Retriable",
        "400 | {\"__type\":\"com.amazonaws.kinesis#LimitExceededException\"} | Retriable",
        "400 | {\"__type\":\"ResourceNotFoundException\",\"message\":\"x\"} | Rejected",
        "404 | {\"__type\":\"ResourceNotFoundException\",\"message\":\"x\"} | Rejected",
        "400 | {\"__type\":\"ValidationException\",\"Message\":\"too long\"} | BatchRejected",
        "400 | {\"message\":\"Invalid request body\"} | BatchRejected",
        "413 | {\"message\":\"Request Too Long\"} | BatchRejected",
        "403 | {\"message\":\"Forbidden\"} | Rejected",
        "400 | {\"__type\":\"ExpiredTokenException\"} | Rejected",
        "404 | {\"code\":\"ResourceNotFoundException\",\"message\":\"x\"} | Rejected",
        "429 | {\"code\":\"ProvisionedThroughputExceededException\",\"message\":\"x\"} | Retriable",
        "502 | {\"code\":\"InternalFailure\",\"message\":\"x\"} | Retriable",
        "502 | {\"code\":\"AccessDeniedException\",\"message\":\"x\"} | Rejected",
        "400 | {\"code\":\"ValidationException\",\"message\":\"x\"} | BatchRejected"
      })
  void knowsWhichRefusalsPass(int status, String body, String result) {
    assertThat(results(status, body, 2))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.getClass().getSimpleName()).isEqualTo(result))
        .allSatisfy(
            each -> assertThat(each.toString()).contains(ADDRESS.toString()).contains("" + status));
  }

  private List<SendResult> results(int status, String body, int records) {
    return answers.results(ADDRESS, new Answer(status, body.getBytes(UTF_8)), records);
  }

  private record Answer(int statusCode, byte[] body) implements HttpResponse<byte[]> {

    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(ADDRESS).build();
    }

    @Override
    public Optional<HttpResponse<byte[]>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(Map.of(), (name, value) -> true);
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return ADDRESS;
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
