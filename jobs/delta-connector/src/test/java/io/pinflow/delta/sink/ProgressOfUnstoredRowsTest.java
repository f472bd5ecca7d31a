package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.Position;
import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.delta.kernel.TableContent;
import io.pinflow.delta.kernel.TableProgress;
import io.pinflow.delta.kernel.WriteLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows which are not stored leave their positions and counts in the log, and nothing else. */
class ProgressOfUnstoredRowsTest {

  private static final RowType ROWS =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.BIGINT()),
                  DataTypes.FIELD("ingest_source", DataTypes.STRING()))
              .getLogicalType();

  @TempDir private Path folder;
  private final DeltaEngine engine = DeltaEngine.create(new Configuration());
  private final UUID epoch = UUID.randomUUID();
  private long checkpoint;

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void coversAndCountsWhatIsNotStored() throws IOException {
    SinkTable table = table();
    commit(table, row(0, RowKind.INSERT), row(1, RowKind.DELETE), row(2, RowKind.INSERT));
    commit(table, row(3, RowKind.DELETE));
    assertThat(DeltaTableProgress.read(table.path(), new Configuration()).sources())
        .containsExactly(
            new SourceRange(
                "kafka://t/0",
                Position.of("0"),
                Position.of("3"),
                Map.of("kept", 2L, "dropped", 2L)));
    assertThat(TableContent.of(engine, table.at(engine).latest()).rows()).isEqualTo(2);
  }

  @Test
  void aCommitWithoutFilesIsMadeOnce() throws IOException {
    SinkTable table = table();
    DeltaCommittable committable = committable(table, row(0, RowKind.DELETE));
    committer(table).commit(committable);
    committer(table).commitRestored(committable);
    assertThat(table.at(engine).latest().getVersion()).isEqualTo(1);
    assertThat(TableProgress.of(table.at(engine).latest()).sources().get("kafka://t/0").counts())
        .containsEntry("dropped", 1L);
  }

  @Test
  void neitherStoresNorCountsWhatTheTableCovers() throws IOException {
    SinkTable table = table();
    commit(table, row(0, RowKind.INSERT), row(1, RowKind.DELETE));
    TableProgress covered = TableProgress.of(table.at(engine).latest());
    ProgressTracker tracker = new ProgressTracker(new Inserts(), covered);
    assertThat(tracker.add(row(0, RowKind.INSERT))).isFalse();
    assertThat(tracker.add(row(1, RowKind.DELETE))).isFalse();
    assertThat(tracker.drain()).isEmpty();
    assertThat(tracker.add(row(2, RowKind.DELETE))).isTrue();
    assertThat(tracker.drain())
        .containsExactly(
            new SourceRange(
                "kafka://t/0",
                Position.of("2"),
                Position.of("2"),
                Map.of("kept", 0L, "dropped", 1L)));
  }

  private void commit(SinkTable table, RowData... rows) throws IOException {
    committer(table).commit(committable(table, rows));
  }

  private DeltaCommittable committable(SinkTable table, RowData... rows) throws IOException {
    WriteLayout layout = table.open(engine);
    ProgressTracker tracker = new ProgressTracker(new Inserts(), TableProgress.none());
    try (DeltaWriter writer = TestWriters.open(table, layout, Map.of(), tracker)) {
      for (RowData row : rows) {
        writer.write(row, null);
      }
      WriterResult result = writer.prepareCommit().get(0);
      return new DeltaCommittable(
          epoch,
          ++checkpoint,
          System.currentTimeMillis(),
          layout.tableId(),
          result.files(),
          result.progress());
    }
  }

  private DeltaCommitter committer(SinkTable table) {
    return new DeltaCommitter(
        table,
        table.open(engine),
        new DeltaAppender(engine, table.at(engine)),
        new CommitMetrics(new UnregisteredMetricsGroup(), null, System::currentTimeMillis),
        3,
        Duration.ofMillis(20));
  }

  private SinkTable table() {
    return new SinkTable(
            folder.resolve("table").toUri().toString(), ROWS, List.of(), Map.of(), true)
        .recordingProgress();
  }

  private static RowData row(long offset, RowKind kind) {
    GenericRowData row = new GenericRowData(kind, 2);
    row.setField(0, offset);
    row.setField(1, StringData.fromString("kafka://t/0/" + offset));
    return row;
  }

  /** Stores what is inserted, and takes the rest for dropped. */
  private static final class Inserts implements ProgressExtractor {

    private static final long serialVersionUID = 1L;

    private final ProgressExtractor column = ProgressExtractor.ofColumn(ROWS, "ingest_source");

    @Override
    public StringData source(RowData row) {
      return column.source(row);
    }

    @Override
    public StringData position(RowData row) {
      return column.position(row);
    }

    @Override
    public boolean isStored(RowData row) {
      return row.getRowKind() == RowKind.INSERT;
    }

    @Override
    public List<String> counts() {
      return List.of("kept", "dropped");
    }

    @Override
    public int countOf(RowData row) {
      return isStored(row) ? 0 : 1;
    }
  }
}
