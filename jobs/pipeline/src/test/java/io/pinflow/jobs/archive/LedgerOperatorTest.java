package io.pinflow.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.KafkaPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the ledger is written, as committables come one by one from two writers, each of which reads
 * the partition of its own number.
 */
class LedgerOperatorTest {

  private static final int WRITERS = 2;

  @TempDir private Path root;

  private ArchiveFixture archive;
  private LedgerFolder folder;
  private OneInputStreamOperatorTestHarness<CommittableMessage<ArchiveCommittable>, Void> ledger;

  @BeforeEach
  void start() throws Exception {
    archive = new ArchiveFixture(root);
    folder = ArchiveRun.folder(root);
    ledger = new OneInputStreamOperatorTestHarness<>(new LedgerOperator(folder));
    ledger.open();
  }

  @AfterEach
  void stop() throws Exception {
    ledger.close();
  }

  @Test
  void waitsForEachCommittableWhichAWriterHasAnnounced() throws Exception {
    announce(0, 1, 2);
    announce(1, 1, 2);
    handOver(0, 1, hint(0, 0, 4), 0, 4);
    handOver(1, 1, hint(1, 0, 6), 0, 6);
    handOver(0, 1, null, 5, 5);
    assertThat(stored()).isEmpty();
    assertThat(folder.hints()).hasSize(2);

    handOver(1, 1, null, 7, 9);

    assertThat(stored()).containsExactly("00000000000000000001");
    assertThat(archive.ledgerText()).contains("kafka://t/0/5\"", "kafka://t/1/9\"");
    assertThat(folder.hints()).isEmpty();
  }

  @Test
  void waitsForAWriterOfWhichNothingHasCome() throws Exception {
    announce(0, 1, 1);
    handOver(0, 1, null, 0, 4);
    assertThat(stored()).isEmpty();

    announce(1, 1, 0);

    assertThat(stored()).containsExactly("00000000000000000001");
    assertThat(archive.ledgerText()).contains("kafka://t/0/4\"").doesNotContain("kafka://t/1/");
  }

  @Test
  void isWrittenOnceForEachCheckpoint() throws Exception {
    complete(1, 0, 4);
    complete(2, 5, 9);
    complete(3, 10, 14);

    assertThat(stored()).containsExactly("00000000000000000003");
    assertThat(archive.ledgerText()).contains("kafka://t/0/14\"", "kafka://t/1/14\"");
  }

  @Test
  void isNotWrittenForWhatIsRepeatedAfterARestore() throws Exception {
    complete(1, 0, 4);
    complete(2, 5, 9);
    List<Path> before = files();

    stop();
    start();
    complete(1, 0, 4);
    complete(2, 5, 9);
    assertThat(files()).containsExactlyElementsOf(before);

    complete(3, 10, 14);
    assertThat(stored()).containsExactly("00000000000000000003");
  }

  @Test
  void whatALaterCheckpointBringsDoesNotClaimWhatIsMissingOfTheOneBefore() throws Exception {
    String missing = hint(1, 0, 6);
    announce(0, 1, 1);
    handOver(0, 1, hint(0, 0, 4), 0, 4);
    announce(1, 1, 1);

    announce(0, 2, 1);
    handOver(0, 2, hint(0, 5, 9), 5, 9);
    assertThat(stored()).isEmpty();
    ledger.prepareSnapshotPreBarrier(3);

    assertThat(stored()).containsExactly("00000000000000000001");
    assertThat(archive.ledgerText()).contains("kafka://t/0/9\"").doesNotContain("kafka://t/1/");
    assertThat(folder.hints()).containsOnlyKeys(missing);
  }

  @Test
  void countsAnewAfterACheckpointOfWhichSomethingWasMissing() throws Exception {
    announce(0, 1, 1);
    handOver(0, 1, null, 0, 4);
    announce(1, 1, 1);
    ledger.prepareSnapshotPreBarrier(2);
    assertThat(stored()).containsExactly("00000000000000000001");

    complete(2, 5, 9);

    assertThat(stored()).containsExactly("00000000000000000002");
  }

  /** All of a checkpoint, of which every writer has archived the same offsets. */
  private void complete(long checkpoint, long first, long last) throws Exception {
    for (int writer = 0; writer < WRITERS; writer++) {
      announce(writer, checkpoint, 1);
      handOver(writer, checkpoint, null, first, last);
    }
  }

  private void announce(int writer, long checkpoint, int committables) throws Exception {
    ledger.processElement(
        new StreamRecord<>(
            new CommittableSummary<>(writer, WRITERS, checkpoint, committables, 0, 0)));
  }

  private void handOver(int writer, long checkpoint, @Nullable String hint, long first, long last)
      throws Exception {
    ledger.processElement(
        new StreamRecord<>(
            new CommittableWithLineage<>(
                ArchiveCommittable.of(
                    new ArchiveEpoch("run", hint, List.of(span(writer, first, last)))),
                checkpoint,
                writer)));
  }

  private String hint(int writer, long first, long last) throws IOException {
    return folder.addHint(
        new PendingObjects(List.of("topics/t/object"), List.of(span(writer, first, last))));
  }

  private static SourceSpan span(int partition, long first, long last) {
    return new SourceSpan(
        new KafkaPosition("t", partition, first), new KafkaPosition("t", partition, last));
  }

  private List<Path> files() throws IOException {
    return archive.files("topics/t");
  }

  /** The number of each file there is: how often the ledger was written until then. */
  private List<String> stored() throws IOException {
    return files().stream()
        .map(file -> file.getFileName().toString().split("-", 2)[0])
        .collect(Collectors.toList());
  }
}
