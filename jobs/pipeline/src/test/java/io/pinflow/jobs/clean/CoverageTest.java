package io.pinflow.jobs.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecords;
import io.pinflow.jobs.source.RecordPosition;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.testing.fixture.RecordedMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job leaves out that starts beside tables which are ahead of its state. */
class CoverageTest {

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final String SEQUENCE = "4959033827149025660855969253836157109592157598913658889";

  @TempDir private Path lake;
  private StoredByHand stored;

  @BeforeEach
  void openTables() {
    stored = new StoredByHand(lake);
  }

  @Test
  void coversEachPartitionAndShardUpToItsLastPosition() throws Exception {
    stored.add(
        TableSchema.of(RecordKind.GEO),
        CleanRecords.geo(1, new KafkaPosition("t.geo", 2, 7)),
        CleanRecords.geo(2, new KinesisPosition("s-geo", "shard-1", SEQUENCE + "5")));
    Coverage coverage = Coverage.of(stored.tables().ledger(TableSchema.of(RecordKind.GEO)));

    assertThat(coverage.covers(new KafkaPosition("t.geo", 2, 7))).isTrue();
    assertThat(coverage.covers(new KafkaPosition("t.geo", 2, 8))).isFalse();
    assertThat(coverage.covers(new KafkaPosition("t.geo", 0, 0))).isFalse();
    assertThat(coverage.covers(new KafkaPosition("t.geo", 3, 0))).isFalse();
    assertThat(coverage.covers(new KafkaPosition("other", 2, 0))).isFalse();
    assertThat(coverage.covers(kinesis("shard-1", SEQUENCE + "5"))).isTrue();
    assertThat(coverage.covers(kinesis("shard-1", SEQUENCE + "6"))).isFalse();
    assertThat(coverage.covers(kinesis("shard-2", "1"))).isFalse();
  }

  @Test
  void handsOnCoveredRecordsMarkedAndCountsThemApart() throws Exception {
    stored.add(
        TableSchema.of(RecordKind.GEO), CleanRecords.geo(1, new KafkaPosition("t.geo", 0, 5)));
    RecordedMetrics metrics = RecordedMetrics.below(ExactCounters.GROUP);
    try (OneInputStreamOperatorTestHarness<RawRecord, CleanRecord> clean =
        Harnesses.clean(metrics, stored.tables())) {
      clean.open();
      clean.processElement(RawRecords.of("t.geo", 5, geo(1)), 0);
      clean.processElement(RawRecords.of("t.geo", 6, geo(2)), 0);

      assertThat(clean.extractOutputValues())
          .extracting(CleanRecord::outcome)
          .containsExactly(Outcome.COVERED, Outcome.CLEAN);
      assertThat(metrics.counts()).containsEntry("geo.covered", 1L);
      assertThat(metrics.counts()).containsEntry("geo.received", 1L);
    }
  }

  @Test
  void makesUpForACommitToTheQuarantineWhichWasLost() throws Exception {
    stored.add(
        TableSchema.of(RecordKind.GEO), CleanRecords.geo(1, new KafkaPosition("t.geo", 0, 5)));
    RecordedMetrics metrics = RecordedMetrics.below(ExactCounters.GROUP);
    try (OneInputStreamOperatorTestHarness<RawRecord, CleanRecord> clean =
        Harnesses.clean(metrics, stored.tables())) {
      clean.open();
      clean.processElement(RawRecords.of("t.geo", 4, "no json"), 0);

      assertThat(clean.extractOutputValues()).isEmpty();
      assertThat(Harnesses.rows(clean, Harnesses.OUTPUTS.quarantine())).hasSize(1);
      assertThat(metrics.counts().getOrDefault("geo.quarantined", 0L)).isZero();
    }
  }

  @Test
  void takesARecordForADuplicateWhoseTwinIsStoredWhicheverComesFirst() throws Exception {
    stored.add(
        TableSchema.of(RecordKind.GEO), CleanRecords.geo(1, new KafkaPosition("t.geo", 0, 5)));
    RecordedMetrics metrics = RecordedMetrics.below(ExactCounters.GROUP);
    try (KeyedOneInputStreamOperatorTestHarness<ContentHash, CleanRecord, Void> deduplicate =
        Harnesses.deduplicate(WINDOW, metrics, 1, 0, stored.tables())) {
      deduplicate.open();
      deduplicate.processElement(CleanRecords.geo(1, new KafkaPosition("t.geo", 1, 100)), 0);
      CleanRecord covered = CleanRecords.geo(1, new KafkaPosition("t.geo", 0, 5));
      Outcome.COVERED.mark(covered.row());
      deduplicate.processElement(covered, 0);

      assertThat(Harnesses.rows(deduplicate, Harnesses.OUTPUTS.of(RecordKind.GEO))).isEmpty();
      assertThat(metrics.counts()).containsEntry("geo.duplicate", 1L);
    }
  }

  @Test
  void doesNotReadTablesAgainWhichTheRestoredStateKnows() throws Exception {
    stored.add(
        TableSchema.of(RecordKind.GEO), CleanRecords.geo(1, new KafkaPosition("t.geo", 0, 5)));
    CountedReads reads = new CountedReads(stored.tables());
    RecordedMetrics metrics = RecordedMetrics.below(ExactCounters.GROUP);
    KeyedOneInputStreamOperatorTestHarness<ContentHash, CleanRecord, Void> first =
        Harnesses.deduplicate(WINDOW, metrics, 1, 0, reads);
    first.open();
    assertThat(reads.kinds()).isEqualTo(List.of(RecordKind.GEO));
    first.processElement(CleanRecords.geo(2, 6), 0);
    var state = first.snapshot(1, 1);
    first.close();
    stored.add(TableSchema.of(RecordKind.GEO), CleanRecords.geo(2, 6));

    try (KeyedOneInputStreamOperatorTestHarness<ContentHash, CleanRecord, Void> restored =
        Harnesses.deduplicate(WINDOW, metrics, 1, 0, reads)) {
      restored.initializeState(state);
      restored.open();
      assertThat(reads.kinds()).isEqualTo(List.of(RecordKind.GEO));
    }
  }

  private static RecordPosition kinesis(String shard, String sequence) {
    return new KinesisPosition("s-geo", shard, sequence);
  }

  private static String geo(int ind) {
    return "{\"ind\":"
        + ind
        + ",\"timestamp\":\"2020-02-29 12:00:00\",\"latitude\":1.5,\"longitude\":2.5,"
        + "\"country\":\"Albania\"}";
  }
}
