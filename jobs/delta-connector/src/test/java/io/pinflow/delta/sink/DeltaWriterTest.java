package io.pinflow.delta.sink;

import static io.pinflow.delta.sink.WriterTables.BY_TEXT;
import static io.pinflow.delta.sink.WriterTables.row;
import static io.pinflow.delta.sink.WriterTables.rowType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.testing.FaultyFileSystem;
import io.pinflow.delta.testing.KernelReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a writer makes of its rows, and which rows it refuses. */
class DeltaWriterTest {

  @TempDir private Path folder;
  private WriterTables tables;

  @BeforeEach
  void open() {
    tables = new WriterTables(folder);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void rollsAFileAtItsTargetSize() throws IOException {
    SinkTable table = tables.byText();
    Map<String, String> options =
        Map.of("sink.target-file-size", "2kb", "sink.row-group-size", "1kb");
    RowData[] rows = new RowData[2_000];
    Arrays.setAll(rows, i -> row("a", i * 7919));
    List<DataFile> files = tables.write(table, options, rows);
    assertThat(files).hasSizeGreaterThan(2);
    assertThat(files.stream().mapToLong(DataFile::rows).sum()).isEqualTo(2_000);
    tables.commit(table, files);
    try (KernelReader reader = new KernelReader(table.path())) {
      assertThat(reader.rows()).hasSize(2_000);
    }
  }

  @Test
  void closesTheLargestFileToOpenOneTooMany() throws IOException {
    SinkTable table = tables.byText();
    DeltaWriter writer = tables.writer(table, Map.of("sink.max-open-files", "2"));
    for (int i = 0; i < 500; i++) {
      writer.write(row("large", i), null);
    }
    writer.write(row("small", 1), null);
    writer.write(row("third", 1), null);
    writer.write(row("small", 2), null);
    List<DataFile> files = TestWriters.files(writer);
    assertThat(files)
        .extracting(file -> file.partitionValues().get("p") + " " + file.rows())
        .containsExactlyInAnyOrder("large 500", "small 2", "third 1");
    assertThat(files.get(0).partitionValues()).containsEntry("p", "large");
  }

  @Test
  void handsEachFileOnOnce() throws IOException {
    SinkTable table = tables.byText();
    DeltaWriter writer = tables.writer(table, Map.of());
    writer.write(row("a", 1), null);
    assertThat(writer.prepareCommit()).hasSize(1);
    assertThat(writer.prepareCommit()).isEmpty();
    writer.write(row("a", 2), null);
    assertThat(writer.prepareCommit()).hasSize(1);
  }

  @Test
  void aFileThatCannotBeClosedFailsTheCheckpoint() throws IOException {
    SinkTable table = tables.byText();
    SinkTable faulty =
        new SinkTable(
            FaultyFileSystem.path(folder.resolve("table")), BY_TEXT, List.of("p"), Map.of(), true);
    DeltaWriter writer = tables.writer(faulty, table, Map.of());
    writer.write(row("a", 1), null);
    FaultyFileSystem.failNextClose();
    assertThatThrownBy(writer::prepareCommit)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
  }

  @Test
  void aFileThatCannotBeClosedWhileRollingFailsTheTask() throws IOException {
    SinkTable table = tables.byText();
    SinkTable faulty =
        new SinkTable(
            FaultyFileSystem.path(folder.resolve("table")), BY_TEXT, List.of("p"), Map.of(), true);
    DeltaWriter writer = tables.writer(faulty, table, Map.of("sink.max-open-files", "1"));
    writer.write(row("a", 1), null);
    FaultyFileSystem.failNextClose();
    assertThatThrownBy(() -> writer.write(row("b", 1), null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
  }

  @Test
  void refusesARowThatIsNoInsert() {
    SinkTable table = tables.byText();
    GenericRowData update = GenericRowData.of(StringData.fromString("a"), 1);
    update.setRowKind(RowKind.UPDATE_AFTER);
    assertThatThrownBy(() -> tables.writer(table, Map.of()).write(update, null))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("+U")
        .hasMessageContaining(table.path());
  }

  @Test
  void refusesNullInAColumnThatIsNotNull() {
    RowType type =
        rowType(
            DataTypes.FIELD("id", DataTypes.INT().notNull()),
            DataTypes.FIELD("name", DataTypes.STRING()));
    SinkTable table = tables.table(type, Map.of());
    assertThatThrownBy(() -> tables.writer(table, Map.of()).write(new GenericRowData(2), null))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'id'");
  }
}
