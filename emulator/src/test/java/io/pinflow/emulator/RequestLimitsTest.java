package io.pinflow.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.emulator.route.KinesisRoute;
import io.pinflow.emulator.route.KinesisTarget;
import io.pinflow.emulator.route.RequestLimits;
import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.route.SendResult;
import io.pinflow.emulator.route.StreamNames;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests are no larger than Kinesis takes them, whatever the configuration. */
class RequestLimitsTest {

  private final ScriptedRoute sent = ScriptedRoute.storingAll();

  @Test
  void sendsAtMostFiveHundredRecordsToKinesis() throws InterruptedException {
    run(pins(1_201, 10));

    assertThat(sent.requests()).extracting(call -> call.records().size()).contains(500, 201);
    assertThat(sent.requests()).hasSize(3);
  }

  @Test
  void sendsAtMostFiveMebibytesToKinesisWithTheKeys() throws InterruptedException {
    // Ten of these would be five mebibytes to the byte without their keys.
    run(pins(25, 512 * 1024));

    assertThat(sent.requests())
        .allSatisfy(
            call ->
                assertThat(
                        call.records().stream()
                            .mapToInt(record -> record.payload().length + 11)
                            .sum())
                    .isLessThanOrEqualTo(5 * 1024 * 1024));
    assertThat(sent.requests()).hasSize(3);
  }

  private void run(PostSource source) throws InterruptedException {
    EmulatorReport report =
        Emulator.run(
            EmulatorConfig.defaults().withBatchRecords(10_000).withBatchBytes(Integer.MAX_VALUE),
            source,
            new Limited(sent),
            ProgressListener.NONE);
    assertThat(report.complete()).isTrue();
  }

  private static PostSource pins(int records, int bytes) {
    String payload = "x".repeat(bytes);
    return TestPosts.of(
        IntStream.range(0, records)
            .mapToObj(i -> TestPosts.json(RecordKind.PIN, payload))
            .toArray(PostRecord[]::new));
  }

  /** A route to memory with the limits of Kinesis. */
  private record Limited(ScriptedRoute memory) implements Route {

    @Override
    public CompletableFuture<List<SendResult>> send(RecordKind kind, List<PostRecord> records) {
      return memory.send(kind, records);
    }

    @Override
    public String destination(RecordKind kind) {
      return memory.destination(kind);
    }

    @Override
    public RequestLimits limits() {
      try (KinesisRoute kinesis =
          KinesisRoute.create(
              KinesisTarget.local(URI.create("http://127.0.0.1:1"), "us-east-1"),
              StreamNames.of("x"))) {
        return kinesis.limits();
      }
    }

    @Override
    public void close() {}
  }
}
