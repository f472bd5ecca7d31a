package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.actions.AddFile;
import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.TransactionId;
import io.pinflow.delta.testing.FaultyFileSystem;
import io.pinflow.delta.testing.KernelReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaWriterTest {

  private static final RowType BY_TEXT =
      rowType(DataTypes.FIELD("p", DataTypes.STRING()), DataTypes.FIELD("id", DataTypes.INT()));

  @TempDir private Path folder;
  private final DeltaEngine engine = DeltaEngine.create(new Configuration());

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void whatItWritesKernelReads() throws IOException {
    RowType type =
        rowType(
            DataTypes.FIELD("bool", DataTypes.BOOLEAN()),
            DataTypes.FIELD("byte", DataTypes.TINYINT()),
            DataTypes.FIELD("short", DataTypes.SMALLINT()),
            DataTypes.FIELD("day", DataTypes.DATE()),
            DataTypes.FIELD("int", DataTypes.INT()),
            DataTypes.FIELD("long", DataTypes.BIGINT()),
            DataTypes.FIELD("float", DataTypes.FLOAT()),
            DataTypes.FIELD("double", DataTypes.DOUBLE()),
            DataTypes.FIELD("small", DataTypes.DECIMAL(7, 2)),
            DataTypes.FIELD("large", DataTypes.DECIMAL(38, 10)),
            DataTypes.FIELD("text", DataTypes.STRING()),
            DataTypes.FIELD("bytes", DataTypes.BYTES()),
            DataTypes.FIELD("date", DataTypes.DATE()),
            DataTypes.FIELD("at", DataTypes.TIMESTAMP_LTZ(6)),
            DataTypes.FIELD("local", DataTypes.TIMESTAMP(6)),
            DataTypes.FIELD("list", DataTypes.ARRAY(DataTypes.DOUBLE())),
            DataTypes.FIELD("map", DataTypes.MAP(DataTypes.STRING().notNull(), DataTypes.INT())),
            DataTypes.FIELD("row", DataTypes.ROW(DataTypes.FIELD("x", DataTypes.INT()))));
    SinkTable table = table(type, Map.of(), "day");
    GenericRowData row =
        GenericRowData.of(
            true,
            (byte) -1,
            (short) 300,
            19_812,
            7,
            -8L,
            1.5f,
            -2.25,
            DecimalData.fromBigDecimal(new BigDecimal("-12.34"), 7, 2),
            DecimalData.fromBigDecimal(new BigDecimal("1234567890123456789.0123456789"), 38, 10),
            StringData.fromString("a\u00a0b \uD83D\uDE00"),
            new byte[] {1, 2},
            -1,
            TimestampData.fromEpochMillis(-1, 999_000),
            TimestampData.fromEpochMillis(1_700_000_000_123L, 456_000),
            new GenericArrayData(new Double[] {1.5, null}),
            new GenericMapData(Map.of(StringData.fromString("k"), 3)),
            GenericRowData.of(9));
    commit(table, write(table, Map.of(), row, new GenericRowData(18)));
    try (KernelReader reader = new KernelReader(table.path())) {
      Map<String, Object> read =
          reader.rows().stream().filter(r -> r.get("int") != null).findFirst().orElseThrow();
      assertThat(read.get("bytes")).isEqualTo(new byte[] {1, 2});
      read.remove("bytes");
      assertThat(read)
          .isEqualTo(
              new java.util.HashMap<>(
                  Map.ofEntries(
                      Map.entry("bool", true),
                      Map.entry("byte", (byte) -1),
                      Map.entry("short", (short) 300),
                      Map.entry("day", 19_812),
                      Map.entry("int", 7),
                      Map.entry("long", -8L),
                      Map.entry("float", 1.5f),
                      Map.entry("double", -2.25),
                      Map.entry("small", new BigDecimal("-12.34")),
                      Map.entry("large", new BigDecimal("1234567890123456789.0123456789")),
                      Map.entry("text", "a\u00a0b \uD83D\uDE00"),
                      Map.entry("date", -1),
                      Map.entry("at", -1L),
                      Map.entry("local", 1_700_000_000_123_456L),
                      Map.entry("list", Arrays.asList(1.5, null)),
                      Map.entry("map", Map.of("k", 3)),
                      Map.entry("row", List.of(9)))));
      Map<String, Object> nulls =
          reader.rows().stream().filter(r -> r.get("int") == null).findFirst().orElseThrow();
      assertThat(nulls.values()).containsOnlyNulls();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "b/c d", "é=%", "x:y", "a%2Fb", "..", "\uD83D\uDE00#?"})
  void keepsPartitionValuesLiterally(String value) throws IOException {
    SinkTable table = table(BY_TEXT, Map.of(), "p");
    commit(table, write(table, Map.of(), GenericRowData.of(StringData.fromString(value), 1)));
    try (KernelReader reader = new KernelReader(table.path())) {
      assertThat(reader.rows()).containsExactly(Map.of("p", value, "id", 1));
    }
  }

  @Test
  void storesAnEmptyPartitionValueAsNull() throws IOException {
    SinkTable table = table(BY_TEXT, Map.of(), "p");
    List<DataFile> files =
        write(
            table,
            Map.of(),
            GenericRowData.of(StringData.fromString(""), 1),
            GenericRowData.of(null, 2));
    assertThat(files).hasSize(1);
    assertThat(files.get(0).partitionValues()).containsEntry("p", null);
    commit(table, files);
    try (KernelReader reader = new KernelReader(table.path())) {
      assertThat(reader.rows()).extracting(row -> row.get("p")).containsOnlyNulls().hasSize(2);
    }
  }

  @Test
  void readersSkipFilesByTheStatistics() throws IOException {
    SinkTable table = table(BY_TEXT, Map.of(), "p");
    commit(table, write(table, Map.of(), row("a", 1), row("a", 10), row("b", 20), row("b", 30)));
    try (KernelReader reader = new KernelReader(table.path())) {
      assertThat(reader.files(Optional.of(new Predicate(">", new Column("id"), Literal.ofInt(15)))))
          .extracting(AddFile::getPath)
          .singleElement()
          .asString()
          .startsWith("p=b/");
    }
  }

  @Test
  void rollsAFileAtItsTargetSize() throws IOException {
    SinkTable table = table(BY_TEXT, Map.of(), "p");
    Map<String, String> options =
        Map.of("sink.target-file-size", "2kb", "sink.row-group-size", "1kb");
    RowData[] rows = new RowData[2_000];
    Arrays.setAll(rows, i -> row("a", i * 7919));
    List<DataFile> files = write(table, options, rows);
    assertThat(files).hasSizeGreaterThan(2);
    assertThat(files.stream().mapToLong(DataFile::rows).sum()).isEqualTo(2_000);
    commit(table, files);
    try (KernelReader reader = new KernelReader(table.path())) {
      assertThat(reader.rows()).hasSize(2_000);
    }
  }

  @Test
  void closesTheLargestFileToOpenOneTooMany() throws IOException {
    SinkTable table = table(BY_TEXT, Map.of(), "p");
    DeltaWriter writer = writer(table, Map.of("sink.max-open-files", "2"));
    for (int i = 0; i < 500; i++) {
      writer.write(row("large", i), null);
    }
    writer.write(row("small", 1), null);
    writer.write(row("third", 1), null);
    writer.write(row("small", 2), null);
    List<DataFile> files = files(writer);
    assertThat(files)
        .extracting(file -> file.partitionValues().get("p") + " " + file.rows())
        .containsExactlyInAnyOrder("large 500", "small 2", "third 1");
    assertThat(files.get(0).partitionValues()).containsEntry("p", "large");
  }

  @Test
  void handsEachFileOnOnce() throws IOException {
    SinkTable table = table(BY_TEXT, Map.of(), "p");
    DeltaWriter writer = writer(table, Map.of());
    writer.write(row("a", 1), null);
    assertThat(writer.prepareCommit()).hasSize(1);
    assertThat(writer.prepareCommit()).isEmpty();
    writer.write(row("a", 2), null);
    assertThat(writer.prepareCommit()).hasSize(1);
  }

  @Test
  void aFileThatCannotBeClosedFailsTheCheckpoint() throws IOException {
    SinkTable table = table(BY_TEXT, Map.of(), "p");
    SinkTable faulty =
        new SinkTable(
            FaultyFileSystem.path(folder.resolve("table")), BY_TEXT, List.of("p"), Map.of(), true);
    DeltaWriter writer = TestWriters.open(faulty, table.open(engine), Map.of());
    writer.write(row("a", 1), null);
    FaultyFileSystem.failNextClose();
    assertThatThrownBy(writer::prepareCommit)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
  }

  @Test
  void aFileThatCannotBeClosedWhileRollingFailsTheTask() throws IOException {
    SinkTable table = table(BY_TEXT, Map.of(), "p");
    SinkTable faulty =
        new SinkTable(
            FaultyFileSystem.path(folder.resolve("table")), BY_TEXT, List.of("p"), Map.of(), true);
    DeltaWriter writer =
        TestWriters.open(faulty, table.open(engine), Map.of("sink.max-open-files", "1"));
    writer.write(row("a", 1), null);
    FaultyFileSystem.failNextClose();
    assertThatThrownBy(() -> writer.write(row("b", 1), null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
  }

  @Test
  void refusesARowThatIsNoInsert() {
    SinkTable table = table(BY_TEXT, Map.of(), "p");
    GenericRowData update = GenericRowData.of(StringData.fromString("a"), 1);
    update.setRowKind(RowKind.UPDATE_AFTER);
    assertThatThrownBy(() -> writer(table, Map.of()).write(update, null))
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
    SinkTable table = table(type, Map.of());
    assertThatThrownBy(() -> writer(table, Map.of()).write(new GenericRowData(2), null))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'id'");
  }

  @Test
  void writesPhysicalNamesIntoATableWithColumnMapping() throws IOException {
    SinkTable table = table(BY_TEXT, Map.of("delta.columnMapping.mode", "name"), "p");
    commit(table, write(table, Map.of(), row("a", 1)));
    try (KernelReader reader = new KernelReader(table.path())) {
      assertThat(reader.rows()).containsExactly(Map.of("p", "a", "id", 1));
      AddFile file = reader.files(Optional.empty()).get(0);
      assertThat(file.getStatsJson().orElseThrow()).contains("\"minValues\":{\"col-");
    }
  }

  @Test
  void fillsSomeColumnsOfATableWithMoreInAnotherOrder() throws IOException {
    SinkTable wide =
        table(
            rowType(
                DataTypes.FIELD("id", DataTypes.INT()),
                DataTypes.FIELD("note", DataTypes.STRING()),
                DataTypes.FIELD("p", DataTypes.STRING())),
            Map.of(),
            "p");
    wide.open(engine);
    SinkTable narrow = table(BY_TEXT, Map.of(), "p");
    commit(narrow, write(narrow, Map.of(), row("a", 1)));
    try (KernelReader reader = new KernelReader(wide.path())) {
      assertThat(reader.rows().get(0))
          .containsEntry("id", 1)
          .containsEntry("note", null)
          .containsEntry("p", "a");
    }
  }

  private SinkTable table(RowType type, Map<String, String> properties, String... partitionBy) {
    return new SinkTable(
        folder.resolve("table").toUri().toString(), type, List.of(partitionBy), properties, true);
  }

  private DeltaWriter writer(SinkTable table, Map<String, String> options) {
    return TestWriters.open(table, table.open(engine), options);
  }

  private List<DataFile> write(SinkTable table, Map<String, String> options, RowData... rows)
      throws IOException {
    DeltaWriter writer = writer(table, options);
    for (RowData row : rows) {
      writer.write(row, null);
    }
    return files(writer);
  }

  private static List<DataFile> files(DeltaWriter writer) throws IOException {
    return writer.prepareCommit().stream()
        .flatMap(result -> result.files().stream())
        .collect(Collectors.toList());
  }

  private void commit(SinkTable table, Collection<DataFile> files) {
    new DeltaAppender(engine, table.at(engine))
        .append(new TransactionId("test", 1), files.stream().collect(Collectors.toList()));
  }

  private static RowData row(String partition, int id) {
    return GenericRowData.of(StringData.fromString(partition), id);
  }

  private static RowType rowType(DataTypes.Field... fields) {
    return (RowType) DataTypes.ROW(fields).getLogicalType();
  }
}
