package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.StructField;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.WriteLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaEvolutionTest {

  private static final DataTypes.Field ID = DataTypes.FIELD("id", DataTypes.INT());

  @TempDir private Path folder;
  private final DeltaEngine engine = DeltaEngine.create(new Configuration());

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void addsTheColumnsWhichTheTableLacksAsNullable() {
    table(ID).addingColumns().open(engine);
    WriteLayout layout =
        table(
                DataTypes.FIELD("note", DataTypes.STRING().notNull()),
                ID,
                DataTypes.FIELD(
                    "tags", DataTypes.ARRAY(DataTypes.ROW(DataTypes.FIELD("t", DataTypes.INT())))))
            .addingColumns()
            .open(engine);
    assertThat(layout.schema().fieldNames()).containsExactly("id", "note", "tags");
    assertThat(layout.schema().fields()).allMatch(StructField::isNullable);
    assertThat(layout.physicalSchema().fieldNames())
        .doesNotHaveDuplicates()
        .noneMatch(List.of("note", "tags")::contains);
    assertThat(layout.physicalSchema().fields())
        .extracting(field -> field.getMetadata().get("parquet.field.id"))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void makesNoCommitIfNothingIsMissing() {
    table(ID).addingColumns().open(engine);
    table(ID).addingColumns().open(engine);
    assertThat(table(ID).at(engine).latest().getVersion()).isZero();
  }

  @Test
  void addsNothingUnlessAllowed() {
    table(ID).addingColumns().open(engine);
    assertThatThrownBy(() -> table(ID, DataTypes.FIELD("note", DataTypes.STRING())).open(engine))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("no column 'note' string")
        .hasMessageContaining("schema-evolution");
  }

  @Test
  void addsNothingToATableWhichTheRowsWouldStillNotFit() {
    table(ID).addingColumns().open(engine);
    SinkTable other =
        table(
            DataTypes.FIELD("id", DataTypes.BIGINT()), DataTypes.FIELD("note", DataTypes.STRING()));
    assertThatThrownBy(() -> other.addingColumns().open(engine))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("column 'id' is long but the table has integer");
    assertThat(table(ID).at(engine).latest().getVersion()).isZero();
  }

  @Test
  void addsNoColumnThatDiffersByCaseAlone() {
    table(ID).addingColumns().open(engine);
    SinkTable other = table(DataTypes.FIELD("ID", DataTypes.INT()));
    assertThatThrownBy(() -> other.addingColumns().open(engine))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("the rows call a column 'ID' but the table 'id'");
  }

  @Test
  void addsAColumnToATableWithoutColumnMapping() {
    table(ID).open(engine);
    SinkTable more = table(ID, DataTypes.FIELD("note", DataTypes.STRING()));
    WriteLayout layout = more.addingColumns().open(engine);
    assertThat(layout.physicalSchema().fieldNames()).containsExactly("id", "note");
  }

  @Test
  void ofSinksThatAddColumnsAtOnceEachGetsItsOwn() throws ExecutionException, InterruptedException {
    table(ID).addingColumns().open(engine);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<WriteLayout>> sinks = new ArrayList<>();
      for (int sink = 0; sink < 4; sink++) {
        DataType type = sink % 2 == 0 ? DataTypes.INT() : DataTypes.STRING();
        SinkTable table =
            table(ID, DataTypes.FIELD(sink % 2 == 0 ? "number" : "text", type)).addingColumns();
        sinks.add(
            () -> {
              try (DeltaEngine own = DeltaEngine.create(new Configuration())) {
                return table.open(own);
              }
            });
      }
      for (Future<WriteLayout> opened : pool.invokeAll(sinks)) {
        opened.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(table(ID).at(engine).latest().getSchema().fieldNames())
        .containsExactlyInAnyOrder("id", "number", "text");
  }

  private SinkTable table(DataTypes.Field... fields) {
    return new SinkTable(
        folder.resolve("table").toUri().toString(),
        (RowType) DataTypes.ROW(fields).getLogicalType(),
        List.of(),
        Map.of(),
        true);
  }
}
