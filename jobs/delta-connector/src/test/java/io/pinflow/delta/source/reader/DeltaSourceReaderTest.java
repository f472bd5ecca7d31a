package io.pinflow.delta.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.ScanColumn;
import io.pinflow.delta.testing.ParquetFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaSourceReaderTest {

  /** More than one batch, and more than one row group. */
  private static final int ROWS = 5_000;

  @TempDir private Path folder;

  private final Context context = new Context();
  private final Output output = new Output();

  @Test
  void asksForASplitWhenItStartsAndWhenItHasReadOne() throws Exception {
    try (DeltaSourceReader reader = reader()) {
      reader.start();
      assertThat(context.requests).isEqualTo(1);
      reader.addSplits(List.of(split("1", 0)));
      readUntil(reader, ROWS);
      awaitRequests(reader, 2);
      assertThat(reader.snapshotState(1)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_999, 2_048, ROWS - 1})
  void aReaderRestoredInTheMiddleOfASplitEmitsTheOtherRows(int rows) throws Exception {
    List<DeltaSourceSplit> state;
    try (DeltaSourceReader before = reader()) {
      before.start();
      before.addSplits(List.of(split("1", 0)));
      readUntil(before, rows);
      state = before.snapshotState(1);
    }
    assertThat(state).containsExactly(split("1", rows));
    try (DeltaSourceReader after = reader()) {
      after.addSplits(state);
      after.start();
      assertThat(context.requests).as("it has a split").isEqualTo(1);
      readUntil(after, ROWS);
      awaitRequests(after, 2);
    }
    assertThat(output.ids).containsExactlyElementsOf(ids(ROWS));
  }

  @Test
  void aReaderRestoredAtTheEndOfASplitEmitsNothingAndAsksForTheNext() throws Exception {
    try (DeltaSourceReader reader = reader()) {
      reader.addSplits(List.of(split("1", ROWS)));
      reader.start();
      awaitRequests(reader, 1);
      assertThat(output.ids).isEmpty();
      assertThat(reader.snapshotState(1)).isEmpty();
    }
  }

  @Test
  void aReaderWithTheSplitsOfTwoReadsThemAll() throws Exception {
    try (DeltaSourceReader reader = reader()) {
      reader.addSplits(List.of(split("1", 10), split("2", ROWS - 10)));
      reader.start();
      reader.notifyNoMoreSplits();
      while (poll(reader) != InputStatus.END_OF_INPUT) {}
      assertThat(output.ids).hasSize(ROWS);
    }
  }

  @Test
  void aReaderThatNeverGotASplitEnds() throws Exception {
    try (DeltaSourceReader reader = reader()) {
      reader.start();
      assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
      reader.notifyNoMoreSplits();
      assertThat(poll(reader)).isEqualTo(InputStatus.END_OF_INPUT);
    }
  }

  private DeltaSourceReader reader() {
    ScanColumn id = new ScanColumn("id", "id", OptionalInt.empty(), new IntType(), false);
    return new DeltaSourceReader(context, List.of(id), Long.MAX_VALUE, new Configuration());
  }

  private DeltaSourceSplit split(String id, int rowsRead) throws Exception {
    Path file = folder.resolve("f.parquet");
    if (!Files.exists(file)) {
      ParquetFiles.of("message m { optional int32 id; }")
          .withoutDictionary()
          .rowGroupSize(8 << 10)
          .write(file, ROWS, (row, i) -> row.append("id", i));
    }
    long size = Files.size(file);
    return new DeltaSourceSplit(id, file.toUri().toString(), size, 0, size, Map.of(), rowsRead);
  }

  private void readUntil(DeltaSourceReader reader, int rows) throws Exception {
    while (output.ids.size() < rows) {
      poll(reader);
    }
  }

  private void awaitRequests(DeltaSourceReader reader, int requests) throws Exception {
    while (context.requests < requests) {
      poll(reader);
    }
  }

  private InputStatus poll(DeltaSourceReader reader) throws Exception {
    InputStatus status = reader.pollNext(output);
    if (status == InputStatus.NOTHING_AVAILABLE) {
      reader.isAvailable().get(30, TimeUnit.SECONDS);
    }
    return status;
  }

  private static List<Integer> ids(int rows) {
    return IntStream.range(0, rows).boxed().collect(Collectors.toList());
  }

  private static final class Context implements SourceReaderContext {

    private int requests;

    @Override
    public SourceReaderMetricGroup metricGroup() {
      return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
    }

    @Override
    public Configuration getConfiguration() {
      return new Configuration();
    }

    @Override
    public String getLocalHostName() {
      return "localhost";
    }

    @Override
    public int getIndexOfSubtask() {
      return 0;
    }

    @Override
    public void sendSplitRequest() {
      requests++;
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent event) {
      throw new UnsupportedOperationException("No event is sent");
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
    }
  }

  private static final class Output implements ReaderOutput<RowData> {

    private final List<Integer> ids = new ArrayList<>();

    @Override
    public void collect(RowData row) {
      ids.add(row.getInt(0));
    }

    @Override
    public void collect(RowData row, long timestamp) {
      collect(row);
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<RowData> createOutputForSplit(String splitId) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}
  }
}
