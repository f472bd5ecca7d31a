package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.testing.KinesisServer;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the reading of Kinesis must do beyond what every source does. */
@ExtendWith(SharedKinesis.class)
abstract class KinesisSourceBehaviour extends SourceBehaviour<KinesisStreams> {

  @BeforeEach
  void openStreams(KinesisServer server, TestInfo test) {
    use(KinesisStreams.of(server), test);
  }

  @Test
  void losesAndDoublesNothingWhileShardsAreSplitAndMergedUnderLoad() throws Exception {
    Journal journal = new Journal();
    FailOnce failure = new FailOnce();
    streams.create(name, 2);
    job =
        start(source -> new JournaledSource(new FailingSource(source, failure), journal), null, 2);
    send(50);
    streams.resize(name, 4);
    send(50);
    awaitReceived(100);
    streams.resize(name, 2);
    send(50);
    streams.resize(name, 3);
    send(50);
    awaitReceived(200);
    assertThat(journal.byPart()).isEqualTo(Journal.byPart(streams.stored()));
    assertThat(journal.byPart()).hasSizeGreaterThan(6);

    failure.arm(20);
    send(50);
    job.awaitTrue("the failure", () -> failure.failures() == 1);
    awaitReceived(250);
    String savepoint = job.stopWithSavepoint(savepoints);
    streams.resize(name, 2);
    send(50);
    job = start(UnaryOperator.identity(), savepoint, 3);
    awaitReceived(300);
    job.stopWithSavepoint(savepoints);

    assertArchivedOnce(300);
  }

  @Test
  void archivesEachRecordOfAnAggregateOnceThroughARewindAndAFailureOfAStatelessStart()
      throws Exception {
    streams.create(name, 1);
    sendAggregates(0, 100);
    job = start(UnaryOperator.identity(), null, 1);
    awaitAccounted(0, 100);
    String older = job.stopWithSavepoint(savepoints);
    sendAggregates(100, 200);
    job = start(UnaryOperator.identity(), older, 2);
    awaitAccounted(0, 200);
    job.stopWithSavepoint(savepoints);
    job = start(UnaryOperator.identity(), older, 1);
    job.awaitTrue("what is archived", () -> covered() == 100);
    job.stopWithSavepoint(savepoints);

    FailOnce failure = new FailOnce();
    failure.arm(30);
    job = start(source -> new FailingSource(source, failure), null, 2);
    job.awaitTrue("what is archived", () -> failure.failures() == 1 && covered() == 200);
    sendAggregates(200, 260);
    awaitAccounted(200, 60);
    job.stopWithSavepoint(savepoints);

    assertThat(new StoredArchive(archive).readFolder(archive))
        .extracting(record -> new String(record.value(), UTF_8))
        .containsExactlyInAnyOrderElementsOf(numbers(0, 260));
  }

  /** Numbers, in aggregates of 20. */
  private void sendAggregates(int from, int to) {
    for (int first = from; first < to; first += 20) {
      streams.sendAggregated(
          name,
          numbers(first, first + 20).stream()
              .map(number -> number.getBytes(UTF_8))
              .collect(toList()));
    }
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).collect(toList());
  }

  @Test
  void startsAtTheTimeTheJobWasSubmittedAndKeepsToItOverASavepoint() throws Exception {
    streams.create(name, 2);
    send(30);
    Instant arrived = awaitLaterThanStored();
    FailOnce failure = new FailOnce();
    job =
        start(
            source -> new FailingSource(source, failure),
            null,
            2,
            "--kinesis-start-position",
            "latest");
    job.awaitTrue("two checkpoints", () -> failure.checkpoints() >= 2);
    String savepoint = job.stopWithSavepoint(savepoints);

    send(20);
    job = start(UnaryOperator.identity(), savepoint, 2, "--kinesis-start-position", "latest");
    send(10);
    awaitReceived(30);
    job.stopWithSavepoint(savepoints);

    assertThat(new StoredArchive(archive).readFolder(archive))
        .hasSize(30)
        .allSatisfy(record -> assertThat(record.timestamp()).isGreaterThan(arrived.toEpochMilli()));
  }

  @Test
  void startsWithTheFirstRecordOfAGivenArrivalTime() throws Exception {
    streams.create(name, 2);
    send(30);
    Instant arrived = awaitLaterThanStored();
    send(20);
    job =
        start(
            UnaryOperator.identity(),
            null,
            2,
            "--kinesis-start-position",
            "timestamp:" + arrived.plusMillis(1));
    awaitReceived(20);
    job.stopWithSavepoint(savepoints);

    assertThat(new StoredArchive(archive).readFolder(archive))
        .hasSize(20)
        .allSatisfy(record -> assertThat(record.timestamp()).isGreaterThan(arrived.toEpochMilli()));
  }

  /**
   * Waits until the clock, which is the server's too, is past the last arrival, and returns that.
   */
  private Instant awaitLaterThanStored() {
    long last = streams.stored().stream().mapToLong(RawRecord::timestamp).max().orElseThrow();
    await().until(() -> System.currentTimeMillis() > last + 1);
    return Instant.ofEpochMilli(last);
  }
}
