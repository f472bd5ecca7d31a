package io.pinflow.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.emulator.gateway.ApiConfig;
import io.pinflow.emulator.gateway.Gateway;
import io.pinflow.emulator.gateway.GatewayConfig;
import io.pinflow.emulator.route.RestKinesisRoute;
import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.route.StreamNames;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import io.pinflow.testing.fixture.RequiresKinesis;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way through the gateway, which executes the API definition, to a real Kinesis server. */
@RequiresKinesis
@ExtendWith(RunningKinesis.class)
class RestKinesisRouteIT extends HttpRouteBehaviour {

  private static final String JSON = "application/json";

  private final KinesisStreams kinesis;
  private FaultyFront behind;
  private Gateway gateway;

  RestKinesisRouteIT(KinesisStreams kinesis) {
    this.kinesis = kinesis;
  }

  @Override
  Route connect(String id) {
    behind = FaultyFront.of(kinesis.endpoint());
    gateway =
        Gateway.start(
            GatewayConfig.of(0, "127.0.0.1:1")
                .withApi(ApiConfig.DEFAULT.withKinesis(behind.uri(), ApiConfig.DEFAULT_REGION)));
    front = FaultyFront.of(gateway.uri());
    return new RestKinesisRoute(front.uri(), StreamNames.of(id), Optional.empty());
  }

  @AfterEach
  void closeGateway() {
    gateway.close();
    behind.close();
  }

  @Override
  void create(String id, RecordKind kind) {
    kinesis.create(StreamNames.of(id).stream(kind), 2);
  }

  @Override
  List<String> stored(String id, RecordKind kind) {
    return kinesis.read(StreamNames.of(id).stream(kind)).stream()
        .map(record -> record.data().asUtf8String())
        .map(text -> text.startsWith("{") ? storedAs(text) : text)
        .toList();
  }

  /** The API's templates take the JSON apart, so that its white space is their own. */
  @Override
  String storedAs(String payload) {
    try {
      return new ObjectMapper().readTree(payload).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(payload, e);
    }
  }

  @Override
  PostRecord refusable() {
    // The server itself takes twenty seconds to refuse a record of more than a megabyte.
    front.refuseLargerThan(
        20_000, JSON, "{\"code\":\"ValidationException\",\"message\":\"data too long\"}");
    return TestPosts.json(RecordKind.PIN, "{\"title\":\"" + "x".repeat(30_000) + "\"}");
  }

  @Override
  void throttle() {
    front.answer(429, JSON, "{\"message\":\"Too Many Requests\"}");
  }

  @Override
  void fail() {
    front.answer(502, JSON, "{\"code\":\"InternalFailure\",\"message\":\"try again\"}");
  }

  @Override
  void refuseOne() {
    refuseOne("records", "Records", throttled());
  }

  @Test
  void sendsAgainWhatKinesisItselfThrottled() throws InterruptedException, ExecutionException {
    createPins();
    behind.answer(
        400,
        "application/x-amz-json-1.1",
        "{\"__type\":\"ProvisionedThroughputExceededException\",\"message\":\"Rate exceeded\"}");

    EmulatorReport report = runPins();

    assertThat(report.complete()).as("%s", report).isTrue();
    assertThat(storedPins()).containsExactlyInAnyOrderElementsOf(pins());
  }

  private static ObjectNode throttled() {
    return object()
        .put("ErrorCode", "ProvisionedThroughputExceededException")
        .put("ErrorMessage", "Rate exceeded for shard shardId-000000000000");
  }
}
