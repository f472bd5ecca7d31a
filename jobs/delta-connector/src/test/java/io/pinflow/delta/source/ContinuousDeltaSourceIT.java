package io.pinflow.delta.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.DeltaTableInfo;
import io.pinflow.delta.sink.DeltaSink;
import io.pinflow.delta.testing.KernelReader;
import io.pinflow.delta.testing.ParquetFiles;
import io.pinflow.delta.testing.TestTable;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.FlinkRestarts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ContinuousDeltaSourceIT {

  private static final StructType SCHEMA =
      new StructType().add("id", IntegerType.INTEGER).add("twice", LongType.LONG);

  private static final RowType TYPE =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("twice", DataTypes.BIGINT()),
                  DataTypes.FIELD("id", DataTypes.INT()))
              .getLogicalType();

  private static final int ROWS_AT_FIRST = 20_000;
  private static final int ROWS_PER_COMMIT = 50;

  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();
  private static final AtomicBoolean RECOVERED = new AtomicBoolean();

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  @TempDir private Path folder;
  private TestTable table;
  private String copy;

  @BeforeEach
  void createTable() throws IOException {
    table = TestTable.create(folder.resolve("t"), SCHEMA);
    copy = folder.resolve("copy").toUri().toString();
    FAILURES_LEFT.set(0);
    RECOVERED.set(false);
  }

  @Test
  void everyRowIsReadOnceThroughFailuresAndARestoreWhileTheTableGrows() throws Exception {
    append(0, ROWS_AT_FIRST);
    FAILURES_LEFT.set(2);
    int commits = 60;
    int total = ROWS_AT_FIRST + commits * ROWS_PER_COMMIT;
    JobClient first = start(new Configuration(), 2);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(() -> appendCommits(ROWS_AT_FIRST, commits));
    await().until(() -> RECOVERED.get() && rowsCopied() > ROWS_AT_FIRST);
    String savepoint =
        first
            .stopWithSavepoint(
                false,
                folder.resolve("savepoints").toUri().toString(),
                SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    writer.get(60, TimeUnit.SECONDS);

    // More commits while nobody reads, then a source built anew, a new job and other readers.
    appendCommits(total, 5);
    Configuration restored = new Configuration();
    restored.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    JobClient second = start(restored, 3);
    int all = total + 5 * ROWS_PER_COMMIT;
    await().until(() -> rowsCopied() >= all);
    appendCommits(all, 1);
    await().until(() -> rowsCopied() >= all + ROWS_PER_COMMIT);
    second.cancel().get(60, TimeUnit.SECONDS);
    assertThat(idsCopied())
        .isEqualTo(IntStream.range(0, all + ROWS_PER_COMMIT).boxed().collect(Collectors.toList()));
  }

  private JobClient start(Configuration configuration, int parallelism) throws Exception {
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.addAll(FlinkRestarts.atMost(2));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.enableCheckpointing(100);
    env.setParallelism(parallelism);
    DeltaSource source =
        DeltaSource.forContinuousRowData(table.path())
            .columns("twice", "id")
            .updateCheckInterval(Duration.ofMillis(20))
            .updateCheckDelay(Duration.ZERO)
            .build();
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "delta")
        .uid("delta")
        .map(new FailsAfterACheckpoint())
        .returns(InternalTypeInfo.of(TYPE))
        .sinkTo(DeltaSink.forRowData(copy, TYPE).build())
        .uid("copy");
    return env.executeAsync();
  }

  private void appendCommits(int firstId, int commits) {
    for (int commit = 0; commit < commits; commit++) {
      append(firstId + commit * ROWS_PER_COMMIT, ROWS_PER_COMMIT);
    }
  }

  private void append(int firstId, int rows) {
    try {
      table.append(
          Map.of(),
          ParquetFiles.of("message m { optional int32 id; optional int64 twice; }")
              .rowGroupSize(16 << 10),
          rows,
          (row, i) -> row.append("id", firstId + i).append("twice", 2L * (firstId + i)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private long rowsCopied() {
    return DeltaTableInfo.read(copy, new Configuration()).map(DeltaTableInfo::rows).orElse(0L);
  }

  private List<Integer> idsCopied() {
    try (KernelReader reader = new KernelReader(copy)) {
      return reader.rows().stream()
          .peek(row -> assertThat(row.get("twice")).isEqualTo(2L * (Integer) row.get("id")))
          .map(row -> (Integer) row.get("id"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static org.awaitility.core.ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
  }

  /**
   * Fails on the first row after a checkpoint which some rows came before. A checkpoint of a job
   * started after the last failure tells that all its tasks run again.
   */
  private static final class FailsAfterACheckpoint extends RichMapFunction<RowData, RowData>
      implements CheckpointListener {

    private static final long serialVersionUID = 1L;

    private boolean startedAfterTheLastFailure;
    private boolean emitted;
    private boolean checkpointed;

    @Override
    public void open(OpenContext context) {
      startedAfterTheLastFailure = FAILURES_LEFT.get() == 0;
    }

    @Override
    public RowData map(RowData row) {
      emitted = true;
      if (checkpointed && FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("failing on purpose");
      }
      return row;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      checkpointed = emitted;
      if (startedAfterTheLastFailure) {
        RECOVERED.set(true);
      }
    }
  }
}
