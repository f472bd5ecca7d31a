package io.pinflow.delta.sink;

import static org.apache.flink.table.api.DataTypes.ARRAY;
import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.FIELD;
import static org.apache.flink.table.api.DataTypes.INT;
import static org.apache.flink.table.api.DataTypes.MAP;
import static org.apache.flink.table.api.DataTypes.ROW;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.apache.flink.table.api.DataTypes.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.DeltaTypes;
import io.pinflow.delta.kernel.TransactionId;
import io.pinflow.delta.kernel.WriteLayout;
import io.pinflow.delta.testing.KernelReader;
import io.pinflow.delta.testing.LogWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.DataTypes.Field;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestedEvolutionTest {

  private static final Field ID = FIELD("id", INT());
  private static final Field A = FIELD("a", INT());
  private static final Field B = FIELD("b", INT());
  private static final Field C = FIELD("c", INT());

  @TempDir private Path folder;
  private final DeltaEngine engine = DeltaEngine.create(new Configuration());

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void addsFieldsHoweverDeepAtTheEndOfTheirRows() {
    table(ID, FIELD("s", deep(ROW(A)))).addingColumns().open(engine);
    DataType more = ROW(FIELD("b", INT().notNull()), A);
    WriteLayout layout = table(ID, FIELD("s", deep(more))).addingColumns().open(engine);
    StructType expected = DeltaTypes.toStructType(table(ID, FIELD("s", deep(ROW(A, B)))).rowType());
    assertThat(layout.schema().equivalent(expected)).as("%s", layout.schema()).isTrue();
    List<String> names = inSchema("physicalName\":\"([^\"]+)\"");
    assertThat(names).hasSize(8).doesNotHaveDuplicates().noneMatch("b"::equals);
    List<String> ids = inSchema("columnMapping.id\":(\\d+)");
    assertThat(ids).hasSize(8).doesNotHaveDuplicates();
    assertThat(layout.property("delta.columnMapping.maxColumnId")).isEqualTo("8");
  }

  @Test
  void addsFieldsToATableWithoutColumnMapping() {
    table(ID, FIELD("s", deep(ROW(A)))).open(engine);
    WriteLayout layout = table(ID, FIELD("s", deep(ROW(B, A)))).addingColumns().open(engine);
    assertThat(layout.schema())
        .isEqualTo(DeltaTypes.toStructType(table(ID, FIELD("s", deep(ROW(A, B)))).rowType()));
    assertThat(layout.physicalSchema()).isEqualTo(layout.schema());
  }

  @Test
  void addsNoFieldOfATypeWhichTheTableHasNoFeatureFor() {
    table(ID, FIELD("s", ROW(A))).open(engine);
    SinkTable clock = table(ID, FIELD("s", ROW(A, FIELD("t", TIMESTAMP(6)))));
    assertThatThrownBy(() -> clock.addingColumns().open(engine))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("timestampNtz");
  }

  @Test
  void makesNoCommitIfNoFieldIsMissing() {
    table(ID, FIELD("s", ROW(A, B))).addingColumns().open(engine);
    table(ID, FIELD("s", ROW(B))).addingColumns().open(engine);
    assertThat(table(ID).at(engine).latest().getVersion()).isZero();
  }

  @Test
  void addsNothingUnlessAllowed() {
    table(ID, FIELD("s", ROW(A))).open(engine);
    assertThatThrownBy(() -> table(ID, FIELD("s", ARRAY(ROW(A)))).open(engine))
        .hasMessageContaining("column 's' is array");
    assertThatThrownBy(() -> table(ID, FIELD("s", ROW(A, B))).open(engine))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("no column 's.b' integer")
        .hasMessageContaining("schema-evolution");
  }

  @Test
  void addsNothingToATableWhichTheRowsWouldStillNotFit() {
    table(ID, FIELD("s", ROW(A, FIELD("r", ROW(C))))).addingColumns().open(engine);
    SinkTable other =
        table(ID, FIELD("s", ROW(FIELD("a", BIGINT()), B, FIELD("r", ROW(FIELD("C", INT()))))));
    assertThatThrownBy(() -> other.addingColumns().open(engine))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("column 's.a' is long but the table has integer")
        .hasMessageContaining("the rows call a column 's.r.C' but the table 's.r.c'");
    assertThat(other.at(engine).latest().getVersion()).isZero();
  }

  /** Two keys could become one, or one two. */
  @Test
  void addsNoFieldToTheKeysOfAMap() {
    table(ID, FIELD("m", MAP(ROW(A), INT()))).addingColumns().open(engine);
    SinkTable other = table(ID, FIELD("m", MAP(ROW(A, B), INT())));
    assertThatThrownBy(() -> other.addingColumns().open(engine))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("no column 'm.key.b' integer");
  }

  @Test
  void namesTheRequiredFieldWhichTheRowsLack() {
    table(ID, FIELD("s", ROW(A, FIELD("b", INT().notNull())))).open(engine);
    assertThatThrownBy(() -> table(ID, FIELD("s", ROW(A))).open(engine))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'s.b' is NOT NULL, the rows lack it");
  }

  @Test
  void writesFieldsByNameInWhateverOrderTheyCome() throws IOException {
    for (boolean mapped : List.of(false, true)) {
      String name = mapped ? "mapped" : "plain";
      SinkTable all = table(name, ID, FIELD("s", ROW(A, B, C)));
      (mapped ? all.addingColumns() : all).open(engine);
      SinkTable some = table(name, FIELD("s", ROW(C, A)), ID);
      write(some, GenericRowData.of(GenericRowData.of(3, 1), 7), GenericRowData.of(null, 8));
      try (KernelReader reader = new KernelReader(all.path())) {
        assertThat(reader.rows())
            .extracting(row -> row.get("id"), row -> row.get("s"))
            .containsExactly(
                org.assertj.core.groups.Tuple.tuple(7, Arrays.asList(1, null, 3)),
                org.assertj.core.groups.Tuple.tuple(8, null));
      }
    }
  }

  @Test
  void filesOfASinkThatDoesNotKnowTheNewFieldStillFit() {
    SinkTable old = table(ID, FIELD("s", ROW(A)));
    WriteLayout written = old.addingColumns().open(engine);
    WriteLayout now = table(ID, FIELD("s", ROW(B, A))).addingColumns().open(engine);
    assertThatCode(() -> old.requireFits(now, written)).doesNotThrowAnyException();
  }

  @Test
  void filesOfASinkWhoseFieldWasDroppedAndAddedAnewDoNot() throws IOException {
    SinkTable table = table(ID, FIELD("s", ARRAY(ROW(A))));
    WriteLayout written = table.addingColumns().open(engine);
    SnapshotImpl snapshot = (SnapshotImpl) table.at(engine).latest();
    String a = inSchema("physicalName\":\"([^\"]+)\"").get(1);
    new LogWriter(folder.resolve("table"))
        .commit(
            1,
            LogWriter.metadata(
                snapshot.getMetadata().getId(),
                snapshot.getMetadata().getSchemaString().replace(a, "col-new"),
                "\"delta.columnMapping.mode\":\"name\",\"delta.columnMapping.maxColumnId\":\"3\""));
    WriteLayout now = WriteLayout.of(engine, table.at(engine).latest());
    assertThatThrownBy(() -> table.requireFits(now, written))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'s.element.a'")
        .hasMessageContaining("added anew");
  }

  @Test
  void ofSinksThatAddFieldsAtOnceEachGetsItsOwn() throws ExecutionException, InterruptedException {
    table(ID, FIELD("s", ROW(A))).addingColumns().open(engine);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<WriteLayout>> sinks = new ArrayList<>();
      for (int sink = 0; sink < 4; sink++) {
        Field added = sink % 2 == 0 ? B : FIELD("text", STRING());
        SinkTable table = table(ID, FIELD("s", ROW(added, A))).addingColumns();
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
    StructType s = (StructType) table(ID).at(engine).latest().getSchema().get("s").getDataType();
    assertThat(s.fieldNames()).containsExactlyInAnyOrder("a", "b", "text");
    assertThat(inSchema("columnMapping.id\":(\\d+)")).doesNotHaveDuplicates();
  }

  /** A row in the values of a map in the elements of an array in a row. */
  private static DataType deep(DataType row) {
    return ROW(FIELD("list", ARRAY(MAP(STRING().notNull(), row))), FIELD("row", row));
  }

  private List<String> inSchema(String pattern) {
    SnapshotImpl snapshot = (SnapshotImpl) table(ID).at(engine).latest();
    return Pattern.compile(pattern)
        .matcher(snapshot.getMetadata().getSchemaString())
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toList());
  }

  private void write(SinkTable table, RowData... rows) throws IOException {
    DeltaWriter writer = TestWriters.open(table, table.open(engine), Map.of());
    for (RowData row : rows) {
      writer.write(row, null);
    }
    new DeltaAppender(engine, table.at(engine))
        .append(new TransactionId("test", 1), TestWriters.files(writer));
  }

  private SinkTable table(Field... fields) {
    return table("table", fields);
  }

  private SinkTable table(String name, Field... fields) {
    return new SinkTable(
        folder.resolve(name).toUri().toString(),
        (RowType) ROW(fields).getLogicalType(),
        List.of(),
        Map.of(),
        true);
  }
}
