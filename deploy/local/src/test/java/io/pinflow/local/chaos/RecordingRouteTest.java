package io.pinflow.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.route.SendResult;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecordingRouteTest {

  private static final SendResult STORED = new SendResult.Acknowledged("0", BigInteger.ONE);
  private static final SendResult LOST = new SendResult.Retriable("no answer");

  private final SentRecords sent = new SentRecords();

  @Test
  void onlyWhatWasAcknowledgedCountsAsAcknowledged() {
    send(List.of(STORED, LOST), user(1), user(2));
    assertThat(sent.sentContents()).containsExactlyInAnyOrder(content(1), content(2));
    assertThat(sent.acknowledgedContents()).containsExactly(content(1));
  }

  @Test
  void whatIsAcknowledgedLaterStaysSo() {
    send(List.of(LOST), user(1));
    send(List.of(STORED), user(1));
    send(List.of(LOST), user(1));
    assertThat(sent.acknowledgedContents()).containsExactly(content(1));
    assertThat(sent.acknowledgements()).isEqualTo(1);
  }

  @Test
  void refusedRequestAcknowledgesNothing() {
    send(List.of(new SendResult.BatchRejected("too large")), user(1), user(2));
    assertThat(sent.sentContents()).hasSize(2);
    assertThat(sent.acknowledgedContents()).isEmpty();
  }

  private void send(List<SendResult> results, PostRecord... records) {
    RecordingRoute route = new RecordingRoute(new Answers(results), sent);
    assertThat(route.send(RecordKind.USER, List.of(records)).join()).isEqualTo(results);
  }

  private static PostRecord user(int ind) {
    return PostRecord.json(RecordKind.USER, payload(ind));
  }

  private static Content content(int ind) {
    return Content.of(RecordKind.USER, payload(ind));
  }

  private static byte[] payload(int ind) {
    return String.format(
            "{\"ind\":%d,\"first_name\":\"A\",\"last_name\":\"B\",\"age\":30,"
                + "\"date_joined\":\"2016-01-02 03:04:05\"}",
            ind)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Answers every request alike. */
  private record Answers(List<SendResult> results) implements Route {
    @Override
    public CompletableFuture<List<SendResult>> send(RecordKind kind, List<PostRecord> records) {
      return CompletableFuture.completedFuture(results);
    }

    @Override
    public String destination(RecordKind kind) {
      return kind.id();
    }

    @Override
    public void close() {}
  }
}
