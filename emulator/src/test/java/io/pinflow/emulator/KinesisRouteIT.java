package io.pinflow.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.emulator.route.KinesisRoute;
import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.route.StreamNames;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import io.pinflow.testing.fixture.RequiresKinesis;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.model.Record;

@RequiresKinesis
@ExtendWith(RunningKinesis.class)
class KinesisRouteIT extends HttpRouteBehaviour {

  /** The SDK's own switch to JSON, which faults can be written in. */
  private static final String CBOR = "aws.cborEnabled";

  private static final String JSON = "application/x-amz-json-1.1";

  private final KinesisStreams kinesis;

  KinesisRouteIT(KinesisStreams kinesis) {
    this.kinesis = kinesis;
  }

  @BeforeAll
  static void speakJson() {
    System.setProperty(CBOR, "false");
  }

  @AfterAll
  static void speakCbor() {
    System.clearProperty(CBOR);
  }

  @Override
  Route connect(String id) {
    front = FaultyFront.of(kinesis.endpoint());
    return KinesisRoute.create(kinesis.target(front.uri()), StreamNames.of(id));
  }

  @Override
  void create(String id, RecordKind kind) {
    kinesis.create(StreamNames.of(id).stream(kind), 2);
  }

  @Override
  List<String> stored(String id, RecordKind kind) {
    return kinesis.read(StreamNames.of(id).stream(kind)).stream()
        .map(record -> record.data().asUtf8String())
        .toList();
  }

  @Override
  PostRecord refusable() {
    // The server itself takes twenty seconds to refuse a record of more than a megabyte.
    front.refuseLargerThan(
        20_000, JSON, "{\"__type\":\"ValidationException\",\"message\":\"data too long\"}");
    return TestPosts.json(RecordKind.PIN, "{\"title\":\"" + "x".repeat(30_000) + "\"}");
  }

  @Override
  void throttle() {
    front.answer(
        400,
        JSON,
        "{\"__type\":\"ProvisionedThroughputExceededException\",\"message\":\"Rate exceeded\"}");
  }

  @Override
  void fail() {
    front.answer(500, JSON, "{\"__type\":\"InternalFailure\",\"message\":\"try again\"}");
  }

  @Override
  void refuseOne() {
    refuseOne(
        "Records",
        "Records",
        object()
            .put("ErrorCode", "ProvisionedThroughputExceededException")
            .put("ErrorMessage", "Rate exceeded for shard shardId-000000000000"));
  }

  @Test
  void speaksCborToTheServerAndTellsWholeSequenceNumbersAndKeysByIndex()
      throws InterruptedException {
    speakCbor();
    String id = "cbor-" + System.nanoTime();
    create(id, RecordKind.PIN);
    EmulatorReport report;
    try (Route route =
        KinesisRoute.create(kinesis.target(kinesis.endpoint()), StreamNames.of(id))) {
      report =
          Emulator.run(
              TestRuns.FAST,
              TestPosts.pins("{\"index\":7}", "{\"ind\": 8}"),
              route,
              ProgressListener.NONE);
    } finally {
      speakJson();
    }

    assertThat(report.complete()).as("%s", report).isTrue();
    List<Record> stored = kinesis.read(StreamNames.of(id).stream(RecordKind.PIN));
    assertThat(stored).extracting(r -> r.partitionKey()).containsExactlyInAnyOrder("7", "8");
    BigInteger first =
        stored.stream()
            .map(r -> new BigInteger(r.sequenceNumber()))
            .min(BigInteger::compareTo)
            .get();
    assertThat(first.bitLength()).as("no number that a long could hold").isGreaterThan(63);
    assertThat(report.kinds().get(RecordKind.PIN).ranges())
        .extracting(PositionRange::first)
        .contains(first);
  }
}
