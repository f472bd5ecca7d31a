package io.pinflow.jobs.clean;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import io.pinflow.testing.fixture.RecordedMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeduplicateFunctionTest {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final RecordedMetrics metrics = RecordedMetrics.below(ExactCounters.GROUP);
  private KeyedOneInputStreamOperatorTestHarness<ContentHash, CleanRecord, Void> harness;

  @BeforeEach
  void open() throws Exception {
    harness = Harnesses.deduplicate(WINDOW, metrics, 1, 0);
    harness.open();
    harness.setStateTtlProcessingTime(0);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void letsTheFirstOfEqualRecordsPassAndCountsTheRest() throws Exception {
    process(CleanRecords.geo(1, 10));
    process(CleanRecords.geo(1, 11));
    process(CleanRecords.geo(2, 12));
    process(CleanRecords.geo(1, 13));

    assertThat(sources(harness)).containsExactly("kafka://t.geo/0/10", "kafka://t.geo/0/12");
    assertThat(metrics.counts()).containsOnly(entry("geo.clean", 2L), entry("geo.duplicate", 2L));
  }

  @Test
  void forgetsARecordWhenItsWindowIsOverAndDoesNotProlongItForADuplicate() throws Exception {
    process(CleanRecords.geo(1, 10));
    harness.setStateTtlProcessingTime(WINDOW.toMillis() - 1);
    process(CleanRecords.geo(1, 11));
    harness.setStateTtlProcessingTime(WINDOW.toMillis() + 1);
    process(CleanRecords.geo(1, 12));
    process(CleanRecords.geo(1, 13));

    assertThat(sources(harness)).containsExactly("kafka://t.geo/0/10", "kafka://t.geo/0/12");
    assertThat(metrics.counts()).containsOnly(entry("geo.clean", 2L), entry("geo.duplicate", 2L));
  }

  @Test
  void remembersAndCountsOverARestoreWithAnotherParallelism() throws Exception {
    for (int ind = 0; ind < 50; ind++) {
      process(CleanRecords.geo(ind, ind));
    }
    process(CleanRecords.geo(0, 50));
    OperatorSubtaskState state =
        AbstractStreamOperatorTestHarness.repackageState(harness.snapshot(1, 1));

    Outcome total = new Outcome();
    for (int subtask = 0; subtask < 2; subtask++) {
      processAfterRestore(state, subtask, total);
    }

    assertThat(total.sources)
        .hasSize(10)
        .allMatch(source -> source.compareTo("kafka://t.geo/0/150") >= 0);
    assertThat(total.clean).isEqualTo(60);
    assertThat(total.duplicate).isEqualTo(51);
  }

  /** Sends the 50 known records and 10 new ones, as far as they belong to one of two subtasks. */
  private static void processAfterRestore(OperatorSubtaskState state, int subtask, Outcome total)
      throws Exception {
    RecordedMetrics metrics = RecordedMetrics.below(ExactCounters.GROUP);
    try (KeyedOneInputStreamOperatorTestHarness<ContentHash, CleanRecord, Void> restored =
        Harnesses.deduplicate(WINDOW, metrics, 2, subtask)) {
      restored.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, Harnesses.MAX_PARALLELISM, 1, 2, subtask));
      restored.open();
      restored.setStateTtlProcessingTime(1);
      for (int ind = 0; ind < 60; ind++) {
        CleanRecord record = CleanRecords.geo(ind, 100 + ind);
        if (subtaskOf(record.hash()) == subtask) {
          restored.processElement(record, 0);
        }
      }
      total.sources.addAll(sources(restored));
      total.clean += metrics.counts().getOrDefault("geo.clean", 0L);
      total.duplicate += metrics.counts().getOrDefault("geo.duplicate", 0L);
    }
  }

  private static int subtaskOf(ContentHash hash) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(hash, Harnesses.MAX_PARALLELISM, 2);
  }

  private void process(CleanRecord record) throws Exception {
    harness.processElement(record, 0);
  }

  private static List<String> sources(AbstractStreamOperatorTestHarness<?> harness) {
    List<String> sources = new ArrayList<>();
    for (RowData row : Harnesses.rows(harness, Harnesses.OUTPUTS.of(RecordKind.GEO))) {
      sources.add(row.getString(5).toString());
    }
    return sources;
  }

  private static final class Outcome {
    private final List<String> sources = new ArrayList<>();
    private long clean;
    private long duplicate;
  }
}
