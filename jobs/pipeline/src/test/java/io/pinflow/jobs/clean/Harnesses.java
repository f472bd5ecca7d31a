package io.pinflow.jobs.clean;

import static java.util.stream.Collectors.toList;

import io.pinflow.delta.parquet.ParquetCompression;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.SingletonTypeInfo;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import io.pinflow.testing.fixture.RecordedMetrics;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;

/** The pipeline's operators by themselves. */
final class Harnesses {

  static final Map<String, RecordKind> TOPICS =
      Map.of("t.pin", RecordKind.PIN, "t.geo", RecordKind.GEO, "t.user", RecordKind.USER);
  static final TableOutputs OUTPUTS = new TableOutputs(EnumSet.allOf(RecordKind.class));
  static final int MAX_PARALLELISM = 16;

  /** Where no table is yet. */
  static final DeltaTables NO_TABLES =
      new DeltaTables("file:///nonexistent", ParquetCompression.ZSTD);

  private Harnesses() {}

  static OneInputStreamOperatorTestHarness<RawRecord, CleanRecord> clean(RecordedMetrics metrics)
      throws Exception {
    return clean(metrics, NO_TABLES);
  }

  static OneInputStreamOperatorTestHarness<RawRecord, CleanRecord> clean(
      RecordedMetrics metrics, TableContents tables) throws Exception {
    CleanFunction function =
        new CleanFunction(
            TOPICS, CleaningLimits.of(2000, 10), true, "1.0", OUTPUTS.quarantine(), tables);
    OneInputStreamOperatorTestHarness<RawRecord, CleanRecord> harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(function),
            new MockEnvironmentBuilder().setMetricGroup(metrics.taskGroup()).build());
    harness.setup(CleanRecordSerializer.INSTANCE);
    return harness;
  }

  static KeyedOneInputStreamOperatorTestHarness<ContentHash, CleanRecord, Void> deduplicate(
      Duration window, RecordedMetrics metrics, int parallelism, int subtask) throws Exception {
    return deduplicate(window, metrics, parallelism, subtask, NO_TABLES);
  }

  static KeyedOneInputStreamOperatorTestHarness<ContentHash, CleanRecord, Void> deduplicate(
      Duration window, RecordedMetrics metrics, int parallelism, int subtask, TableContents tables)
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new DeduplicateOperator(window, OUTPUTS, tables),
        CleanRecord::hash,
        SingletonTypeInfo.ofKey(ContentHash.class, ContentHashSerializer.INSTANCE),
        new MockEnvironmentBuilder()
            .setMetricGroup(metrics.taskGroup())
            .setMaxParallelism(MAX_PARALLELISM)
            .setParallelism(parallelism)
            .setSubtaskIndex(subtask)
            .build());
  }

  /** The rows which an output hands on to be stored. */
  static List<RowData> rows(
      AbstractStreamOperatorTestHarness<?> harness, OutputTag<RowData> output) {
    Queue<StreamRecord<RowData>> rows = harness.getSideOutput(output);
    return rows == null
        ? List.of()
        : rows.stream()
            .map(StreamRecord::getValue)
            .filter(row -> Outcome.of(row) == Outcome.CLEAN)
            .collect(toList());
  }
}
