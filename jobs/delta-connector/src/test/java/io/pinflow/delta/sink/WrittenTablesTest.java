package io.pinflow.delta.sink;

import static io.pinflow.delta.sink.WriterTables.BY_TEXT;
import static io.pinflow.delta.sink.WriterTables.row;
import static io.pinflow.delta.sink.WriterTables.rowType;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.actions.AddFile;
import io.pinflow.delta.testing.KernelReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kernel's own reader, and the log, show of a writer's files once they are committed. */
class WrittenTablesTest {

  private WriterTables tables;

  @BeforeEach
  void open(@TempDir Path folder) {
    tables = new WriterTables(folder);
  }

  @AfterEach
  void close() {
    tables.close();
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
    SinkTable table = tables.table(type, Map.of(), "day");
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
    tables.commit(table, tables.write(table, Map.of(), row, new GenericRowData(18)));
    try (KernelReader reader = new KernelReader(table.path())) {
      Map<String, Object> read =
          reader.rows().stream().filter(r -> r.get("int") != null).findFirst().orElseThrow();
      assertThat(read.get("bytes")).isEqualTo(new byte[] {1, 2});
      read.remove("bytes");
      assertThat(read)
          .isEqualTo(
              new HashMap<>(
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

  @Test
  void readersSkipFilesByTheStatistics() throws IOException {
    SinkTable table = tables.byText();
    tables.commit(
        table,
        tables.write(table, Map.of(), row("a", 1), row("a", 10), row("b", 20), row("b", 30)));
    try (KernelReader reader = new KernelReader(table.path())) {
      assertThat(reader.files(Optional.of(new Predicate(">", new Column("id"), Literal.ofInt(15)))))
          .extracting(AddFile::getPath)
          .singleElement()
          .asString()
          .startsWith("p=b/");
    }
  }

  @Test
  void writesPhysicalNamesIntoATableWithColumnMapping() throws IOException {
    SinkTable table = tables.table(BY_TEXT, Map.of("delta.columnMapping.mode", "name"), "p");
    tables.commit(table, tables.write(table, Map.of(), row("a", 1)));
    try (KernelReader reader = new KernelReader(table.path())) {
      assertThat(reader.rows()).containsExactly(Map.of("p", "a", "id", 1));
      AddFile file = reader.files(Optional.empty()).get(0);
      assertThat(file.getStatsJson().orElseThrow()).contains("\"minValues\":{\"col-");
    }
  }

  @Test
  void fillsSomeColumnsOfATableWithMoreInAnotherOrder() throws IOException {
    SinkTable wide =
        tables.table(
            rowType(
                DataTypes.FIELD("id", DataTypes.INT()),
                DataTypes.FIELD("note", DataTypes.STRING()),
                DataTypes.FIELD("p", DataTypes.STRING())),
            Map.of(),
            "p");
    tables.create(wide);
    SinkTable narrow = tables.byText();
    tables.commit(narrow, tables.write(narrow, Map.of(), row("a", 1)));
    try (KernelReader reader = new KernelReader(wide.path())) {
      assertThat(reader.rows().get(0))
          .containsEntry("id", 1)
          .containsEntry("note", null)
          .containsEntry("p", "a");
    }
  }
}
