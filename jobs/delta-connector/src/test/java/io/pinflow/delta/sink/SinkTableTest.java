package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkTableTest {

  private static final RowType ROWS =
      rowType(
          DataTypes.FIELD("id", DataTypes.INT()),
          DataTypes.FIELD("name", DataTypes.STRING()),
          DataTypes.FIELD("tags", DataTypes.ARRAY(DataTypes.STRING())),
          DataTypes.FIELD("p", DataTypes.INT()));

  @TempDir private Path folder;
  private final DeltaEngine engine = DeltaEngine.create(new Configuration());

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void namesEveryColumnThatDoesNotFit() {
    table(ROWS, List.of("p"), true).open(engine);
    RowType other =
        rowType(
            DataTypes.FIELD("id", DataTypes.BIGINT()),
            DataTypes.FIELD("title", DataTypes.STRING()),
            DataTypes.FIELD("tags", DataTypes.ARRAY(DataTypes.INT())),
            DataTypes.FIELD("p", DataTypes.INT()));
    assertThatThrownBy(() -> table(other, List.of("p"), true).open(engine))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(folder.resolve("table").toUri().toString())
        .hasMessageContaining("column 'id' is long but the table has integer")
        .hasMessageContaining("no column 'title' string")
        .hasMessageContaining("column 'tags.element' is integer but the table has string");
  }

  @Test
  void namesTheRequiredColumnThatIsMissing() {
    table(
            rowType(
                DataTypes.FIELD("id", DataTypes.INT()),
                DataTypes.FIELD("must", DataTypes.INT().notNull())),
            List.of(),
            true)
        .open(engine);
    assertThatThrownBy(
            () ->
                table(rowType(DataTypes.FIELD("id", DataTypes.INT())), List.of(), true)
                    .open(engine))
        .hasMessageContaining("'must' is NOT NULL");
  }

  @Test
  void refusesOtherPartitionColumns() {
    table(ROWS, List.of("p"), true).open(engine);
    assertThatThrownBy(() -> table(ROWS, List.of("name"), true).open(engine))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("[p]")
        .hasMessageContaining("[name]");
  }

  @Test
  void looksWhetherRowsFitWithoutCreatingOrChangingAnything() {
    RowType wider =
        rowType(
            DataTypes.FIELD("id", DataTypes.INT()),
            DataTypes.FIELD("new", DataTypes.INT()),
            DataTypes.FIELD("p", DataTypes.INT()));

    assertThat(table(ROWS, List.of("p"), true).requireFits(engine)).isEmpty();
    assertThat(folder.resolve("table")).doesNotExist();

    table(ROWS, List.of("p"), true).open(engine);
    assertThat(table(ROWS, List.of("p"), true).requireFits(engine)).hasValue(0);
    assertThatThrownBy(() -> table(wider, List.of("p"), true).requireFits(engine))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("no column 'new' integer");
    assertThat(table(wider, List.of("p"), true).addingColumns().requireFits(engine)).hasValue(0);
    assertThat(folder.resolve("table/_delta_log/00000000000000000001.json")).doesNotExist();
  }

  @Test
  void createsNoTableIfItMayNot() {
    assertThatThrownBy(() -> table(ROWS, List.of(), false).open(engine))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("no Delta table");
    assertThat(folder.resolve("table")).doesNotExist();
  }

  @Test
  void namesTheFeatureThatItCannotWriteBeforeItWritesAFile() throws IOException {
    Path log = Files.createDirectories(folder.resolve("table/_delta_log"));
    Files.writeString(
        log.resolve("00000000000000000000.json"),
        "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":3}}\n"
            + "{\"metaData\":{\"id\":\"1\",\"format\":{\"provider\":\"parquet\",\"options\":{}},"
            + "\"schemaString\":\"{\\\"type\\\":\\\"struct\\\",\\\"fields\\\":[{\\\"name\\\":\\\"id\\\","
            + "\\\"type\\\":\\\"integer\\\",\\\"nullable\\\":true,\\\"metadata\\\":{}}]}\","
            + "\"partitionColumns\":[],"
            + "\"configuration\":{\"delta.constraints.positive\":\"id > 0\"}}}\n");
    RowType rows = rowType(DataTypes.FIELD("id", DataTypes.INT()));
    assertThatThrownBy(() -> table(rows, List.of(), true).open(engine))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("checkConstraints");
    assertThat(folder.resolve("table").toFile().list()).containsExactly("_delta_log");
  }

  private SinkTable table(RowType type, List<String> partitionColumns, boolean create) {
    return new SinkTable(
        folder.resolve("table").toUri().toString(), type, partitionColumns, Map.of(), create);
  }

  private static RowType rowType(DataTypes.Field... fields) {
    return (RowType) DataTypes.ROW(fields).getLogicalType();
  }
}
