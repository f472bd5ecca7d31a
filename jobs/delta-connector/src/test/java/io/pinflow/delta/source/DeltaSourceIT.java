package io.pinflow.delta.source;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.testing.ParquetFiles;
import io.pinflow.delta.testing.TestTable;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.FlinkRestarts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DeltaSourceIT {

  private static final StructType SCHEMA =
      new StructType()
          .add("id", IntegerType.INTEGER)
          .add("name", StringType.STRING)
          .add("part", LongType.LONG);

  private static final String FILE_SCHEMA =
      "message m { optional int32 id; optional binary name (STRING); }";

  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  @TempDir private Path folder;

  @Test
  void parallelReadersReadEveryRowOfManyRowGroupsOnce() throws Exception {
    TestTable table = TestTable.create(folder.resolve("t"), SCHEMA, "part");
    int rows = 40_000;
    for (int file = 0; file < 3; file++) {
      int first = file * rows;
      table.append(
          Map.of("part", Literal.ofLong(file)),
          ParquetFiles.of(FILE_SCHEMA).rowGroupSize(64 << 10),
          rows,
          (row, i) -> row.append("id", first + i).append("name", "name " + (first + i)));
    }
    DeltaSource source = DeltaSource.forBoundedRowData(table.path()).build();
    List<String> read = new ArrayList<>();
    StreamExecutionEnvironment env = environment();
    try (CloseableIterator<String> all =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "delta")
            .map(row -> row.getInt(0) + "," + row.getString(1) + "," + row.getLong(2))
            .returns(Types.STRING)
            .executeAndCollect()) {
      all.forEachRemaining(read::add);
    }
    // Sorted: AssertJ's comparison in any order takes a minute for so many.
    assertThat(read.stream().sorted())
        .containsExactlyElementsOf(
            IntStream.range(0, 3 * rows)
                .mapToObj(i -> i + ",name " + i + "," + i / rows)
                .sorted()
                .collect(toList()));
  }

  @Test
  void readsEveryRowOnceThroughAFailureInTheMiddleOfASplit() throws Exception {
    TestTable table = TestTable.create(folder.resolve("t"), SCHEMA);
    int rows = 30_000;
    table.append(
        Map.of(),
        ParquetFiles.of(
            "message m { optional int32 id; optional binary name (STRING); optional int64 part; }"),
        rows,
        (row, i) -> row.append("id", i).append("part", (long) i));
    DeltaSource source = DeltaSource.forBoundedRowData(table.path()).columns("part", "id").build();
    FAILURES_LEFT.set(2);
    StreamExecutionEnvironment env = environment();
    env.enableCheckpointing(50);
    List<Integer> read = new ArrayList<>();
    try (CloseableIterator<Integer> all =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "delta")
            .setParallelism(1)
            .map(new FailsAfterACheckpoint())
            .setParallelism(1)
            .executeAndCollect()) {
      all.forEachRemaining(read::add);
    }
    assertThat(FAILURES_LEFT).hasValue(0);
    assertThat(read).containsExactlyElementsOf(IntStream.range(0, rows).boxed().collect(toList()));
  }

  @Test
  void readsTheVersionItWasBuiltFrom() throws Exception {
    TestTable table = TestTable.create(folder.resolve("t"), SCHEMA, "part");
    appendIds(table, 0, 10);
    DeltaSource newest = DeltaSource.forBoundedRowData(table.path()).columns("id").build();
    DeltaSource empty =
        DeltaSource.forBoundedRowData(table.path()).columns("id").versionAsOf(0).build();
    appendIds(table, 10, 10);
    assertThat(ids(newest)).hasSize(10);
    assertThat(ids(empty)).isEmpty();
    assertThat(newest.version()).isEqualTo(1);
  }

  @Test
  void readsTheVersionThatWasTheNewestAtAPointInTime() throws Exception {
    TestTable table = TestTable.create(folder.resolve("t"), SCHEMA, "part");
    appendIds(table, 0, 10);
    Instant between = Instant.now().plusMillis(1);
    Awaitility.await().until(() -> Instant.now().isAfter(between.plusMillis(1)));
    appendIds(table, 10, 10);
    DeltaSourceBuilder source = DeltaSource.forBoundedRowData(table.path());
    assertThat(source.timestampAsOf(between).build().version()).isEqualTo(1);
    assertThatThrownBy(() -> source.timestampAsOf(Instant.EPOCH).build())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(table.path())
        .hasMessageContaining("cannot be read as of 1970-01-01T00:00:00Z")
        .hasMessageContaining("delta.logRetentionDuration");
    assertThatThrownBy(() -> source.timestampAsOf(Instant.now().plusSeconds(3_600)).build())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("cannot be read as of");
  }

  @Test
  void saysWhichVersionsThereAreWhereOneIsNot() throws Exception {
    TestTable table = TestTable.create(folder.resolve("t"), SCHEMA, "part");
    for (int i = 0; i < 3; i++) {
      appendIds(table, i, 1);
    }
    DeltaSourceBuilder source = DeltaSource.forBoundedRowData(table.path());
    assertThatThrownBy(() -> source.versionAsOf(4).build())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("cannot be read as of version 4")
        .hasMessageContaining("3");
    table.snapshot().writeCheckpoint(DeltaEngine.create(new Configuration()).kernel());
    Files.delete(table.folder().resolve("_delta_log/00000000000000000000.json"));
    assertThat(source.versionAsOf(3).build().version()).isEqualTo(3);
    assertThatThrownBy(() -> source.versionAsOf(1).build())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("cannot be read as of version 1");
  }

  @Test
  void readsATableWithColumnMappingByItsPhysicalNames() throws Exception {
    TestTable table =
        TestTable.create(
            folder.resolve("t"), SCHEMA, Map.of("delta.columnMapping.mode", "name"), "part");
    String physical =
        table
            .snapshot()
            .getSchema()
            .get("id")
            .getMetadata()
            .getString("delta.columnMapping.physicalName");
    assertThat(physical).isNotEqualTo("id");
    table.append(
        Map.of("part", Literal.ofLong(7)),
        ParquetFiles.of("message m { optional int32 " + physical + "; }"),
        3,
        (row, i) -> row.append(physical, i));
    assertThat(ids(DeltaSource.forBoundedRowData(table.path()).columns("id", "part").build()))
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void namesTheTableAndTheColumnsWhenOneIsNotThere() {
    TestTable table = TestTable.create(folder.resolve("t"), SCHEMA);
    assertThatThrownBy(() -> DeltaSource.forBoundedRowData(table.path()).columns("ID").build())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(table.path())
        .hasMessageContaining("'ID'")
        .hasMessageContaining("[id, name, part]");
  }

  private static void appendIds(TestTable table, int first, int rows) throws Exception {
    table.append(
        Map.of("part", Literal.ofLong(0)),
        ParquetFiles.of(FILE_SCHEMA),
        rows,
        (row, i) -> row.append("id", first + i));
  }

  private static List<Integer> ids(DeltaSource source) throws Exception {
    List<Integer> ids = new ArrayList<>();
    try (CloseableIterator<Integer> all =
        environment()
            .fromSource(source, WatermarkStrategy.noWatermarks(), "delta")
            .map(row -> row.getInt(0))
            .returns(Types.INT)
            .executeAndCollect()) {
      all.forEachRemaining(ids::add);
    }
    return ids;
  }

  private static StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.getExecutionEnvironment(FlinkRestarts.atMost(2));
  }

  /** Fails on the first row after a checkpoint which some rows, but not all, came before. */
  private static final class FailsAfterACheckpoint
      implements MapFunction<RowData, Integer>, CheckpointListener {

    private static final long serialVersionUID = 1L;

    private int rows;
    private boolean checkpointed;

    @Override
    public Integer map(RowData row) {
      rows++;
      if (FAILURES_LEFT.get() > 0) {
        // Slow enough for a checkpoint to fall between two rows.
        LockSupport.parkNanos(100_000);
        if (checkpointed) {
          FAILURES_LEFT.decrementAndGet();
          throw new IllegalStateException("failing on purpose after row " + rows);
        }
      }
      return row.getInt(1);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      checkpointed = rows > 0;
    }
  }
}
