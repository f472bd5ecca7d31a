package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.schema.RecordKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every route over HTTP does when its server fails. */
abstract class HttpRouteBehaviour extends RouteBehaviour {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Made by {@link #connect}. */
  FaultyFront front;

  /** Answers the next request as one that came too early. */
  abstract void throttle();

  /** Answers the next request with a failure of the server's own. */
  abstract void fail();

  /** Takes the next request but for its second record. */
  abstract void refuseOne();

  @AfterEach
  void closeFront() {
    front.close();
  }

  @Override
  void dropConnection() {
    front.dropRequest();
    front.dropRequest();
  }

  @Test
  void sendsAgainAfterItWasThrottled() throws InterruptedException, ExecutionException {
    createPins();
    throttle();
    throttle();

    assertAllStoredOnce(runPins(), 20);
  }

  @Test
  void sendsAgainAfterAFailureOfTheServer() throws InterruptedException, ExecutionException {
    createPins();
    fail();

    assertAllStoredOnce(runPins(), 10);
  }

  @Test
  void sendsAgainTheRefusedPartOfARequestAlone() throws InterruptedException, ExecutionException {
    createPins();
    refuseOne();

    assertAllStoredOnce(runPins(), 1);
  }

  @Test
  void mayStoreTwiceButNeverLosesWhatWasTakenWithoutAnAnswer()
      throws InterruptedException, ExecutionException {
    createPins();
    front.dropAnswer();

    EmulatorReport report = runPins();

    assertThat(report.complete()).as("%s", report).isTrue();
    assertThat(storedPins()).containsAll(pins()).hasSizeBetween(pins().size(), pins().size() + 10);
  }

  @Test
  void reportsAtOnceThatThereIsNoSuchDestination() throws InterruptedException {
    EmulatorReport report = runPins();

    assertThat(report.exhausted()).isTrue();
    assertThat(report.failed()).isEqualTo(pins().size());
    assertThat(report.kinds().get(RecordKind.PIN).retried()).isZero();
    assertThat(report.failures().get(0).reason())
        .contains(report.kinds().get(RecordKind.PIN).destination());
  }

  /** The faulty request's records among those that were sent again. */
  private void assertAllStoredOnce(EmulatorReport report, int mostRetried) {
    assertThat(report.complete()).as("%s", report).isTrue();
    assertThat(report.kinds().get(RecordKind.PIN).retried()).isBetween(1L, (long) mostRetried);
    assertThat(storedPins()).containsExactlyInAnyOrderElementsOf(pins());
  }

  /** Lets a request go wrong for its second record. */
  final void refuseOne(String requestArray, String answerArray, ObjectNode refusal) {
    front.edit(
        request -> edit(request, json -> ((ArrayNode) json.get(requestArray)).remove(1)),
        answer -> edit(answer, json -> ((ArrayNode) json.get(answerArray)).insert(1, refusal)));
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  private static byte[] edit(byte[] json, Consumer<ObjectNode> change) {
    try {
      ObjectNode tree = (ObjectNode) JSON.readTree(json);
      change.accept(tree);
      return JSON.writeValueAsString(tree).getBytes(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
