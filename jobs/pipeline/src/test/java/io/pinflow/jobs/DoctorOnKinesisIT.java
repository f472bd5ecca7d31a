package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.doctor.Finding;
import io.pinflow.jobs.doctor.KinesisCheck;
import io.pinflow.testing.HttpGate;
import io.pinflow.testing.KinesisServer;
import io.pinflow.testing.fixture.RequiresKinesis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.flink.streaming.connectors.kinesis.config.AWSConfigConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class DoctorOnKinesisIT {

  private static final String EMPTY_CBOR = "\u00A0";

  @Test
  @RequiresKinesis
  @ExtendWith(SharedKinesis.class)
  void tellsWhichStreamsAreThereAndWhichAreWaitedFor(KinesisServer server) {
    try (KinesisStreams streams = KinesisStreams.of(server)) {
      streams.create("doctor-pin", 2);

      assertThat(check(server.endpoint(), "doctor-pin", "doctor-geo"))
          .containsExactly(
              "Kinesis: answers",
              "Kinesis stream doctor-pin: 2 open shards",
              "Kinesis stream doctor-geo: does not exist yet: the job waits for it. Create it, or"
                  + " correct --kinesis-streams and --kinesis-region");
    }
  }

  @Test
  void tellsThatNothingAnswersAtTheEndpoint() {
    assertThat(check(URI.create("http://127.0.0.1:1"), "doctor-pin"))
        .singleElement()
        .asString()
        .startsWith("Kinesis: cannot be reached: ConnectException: Connection refused")
        .endsWith("Correct --kinesis-region or --kinesis-endpoint, or open the network to it");
  }

  @Test
  void tellsOfARightThatIsMissingAndOfCredentialsThatAreRefused() throws Exception {
    try (HttpGate gate = refusing("AccessDeniedException")) {
      assertThat(check(gate.endpoint(), "doctor-pin"))
          .last()
          .asString()
          .startsWith(
              "Kinesis stream doctor-pin: the job's role has no right to"
                  + " kinesis:DescribeStreamSummary: ");
    }
    try (HttpGate gate = refusing("UnrecognizedClientException")) {
      assertThat(check(gate.endpoint(), "doctor-pin", "doctor-geo"))
          .containsExactly(
              "Kinesis: does not take the credentials: HTTP 400 UnrecognizedClientException."
                  + " Correct the keys of the environment, the profile or the role");
    }
  }

  @Test
  void onlyWarnsOfAServerThatIsTooBusyToAnswer() throws IOException {
    // What connects waits in the queue, and nobody takes it from there.
    try (ServerSocket busy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI endpoint = URI.create("http://127.0.0.1:" + busy.getLocalPort());

      List<Finding> findings = find(endpoint, Duration.ofSeconds(1), "doctor-pin");

      assertThat(findings)
          .singleElement()
          .hasToString(
              "Kinesis: takes a connection, but has not answered within 1 s. See whether it is"
                  + " overloaded: the job tries on; or correct --kinesis-endpoint");
      assertThat(findings.get(0).isError()).isFalse();
    }
  }

  private static HttpGate refusing(String error) throws Exception {
    String response =
        HttpGate.response(
            "400 Bad Request",
            "Content-Type: application/x-amz-cbor-1.1\r\nx-amzn-ErrorType: " + error + "\r\n",
            EMPTY_CBOR);
    return HttpGate.before(URI.create("http://127.0.0.1:1"), head -> Optional.of(response));
  }

  private static List<String> check(URI endpoint, String... streams) {
    return find(endpoint, Duration.ofSeconds(8), streams).stream()
        .map(Finding::toString)
        .collect(Collectors.toList());
  }

  private static List<Finding> find(URI endpoint, Duration patience, String... streams) {
    Properties properties = new Properties();
    properties.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, "AUTO");
    properties.setProperty(AWSConfigConstants.AWS_REGION, "us-east-1");
    properties.setProperty(AWSConfigConstants.AWS_ENDPOINT, endpoint.toString());
    return new KinesisCheck(List.of(streams), properties, patience).run();
  }
}
