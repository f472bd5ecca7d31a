package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.DeltaTableInfo;
import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.WriteLayout;
import io.pinflow.delta.testing.KernelReader;
import io.pinflow.delta.testing.S3Lake;
import io.pinflow.testing.fixture.FlinkRestarts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("deprecation") // the new source API has no place to wait for a checkpoint
class DeltaSinkOnS3IT {

  @RegisterExtension static final S3Lake LAKE = new S3Lake();

  @Test
  void everyRowIsInTheTableOnceThoughTheJobFailed() throws Exception {
    String table = LAKE.path("failed");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, FlinkRestarts.atMost(1));
    env.enableCheckpointing(100);
    env.addSource(CheckpointPacedSource.failingIn("s3", 3, 6, 50), TestRows.TYPE_INFO)
        .sinkTo(
            DeltaSink.forRowData(table, TestRows.TYPE)
                .partitionBy("day")
                .withConfiguration(LAKE.options())
                .build())
        .uid("table");
    env.execute();
    try (KernelReader reader = new KernelReader(table)) {
      assertThat(reader.rows().stream().map(row -> (Long) row.get("id")).sorted())
          .containsExactlyElementsOf(LongStream.range(0, 300).boxed().collect(Collectors.toList()));
    }
    assertThat(DeltaTableInfo.read(table, LAKE.options()).orElseThrow().rows()).isEqualTo(300);
  }

  @Test
  void noCommitOfManyWritersIsLost() throws ExecutionException, InterruptedException {
    SinkTable table =
        new SinkTable(LAKE.path("contended"), TestRows.TYPE, List.of(), Map.of(), true);
    int writers = 4;
    long commits = 6;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        tasks.add(() -> commit(table, commits));
      }
      for (Future<Void> task : pool.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      pool.shutdownNow();
    }
    DeltaTableInfo info = DeltaTableInfo.read(table.path(), LAKE.options()).orElseThrow();
    assertThat(info.version()).isEqualTo(writers * commits);
    assertThat(info.rows()).isEqualTo(writers * commits);
  }

  private static Void commit(SinkTable table, long commits) throws IOException {
    UUID epoch = UUID.randomUUID();
    try (DeltaEngine engine = DeltaEngine.create(LAKE.options())) {
      WriteLayout layout = table.open(engine);
      DeltaCommitter committer =
          new DeltaCommitter(
              table,
              layout,
              new DeltaAppender(engine, table.at(engine)),
              new CommitMetrics(new UnregisteredMetricsGroup(), null, System::currentTimeMillis),
              20,
              Duration.ofMillis(200));
      for (long commit = 1; commit <= commits; commit++) {
        DataFile file =
            new DataFile(
                epoch + "-" + commit + ".parquet", Map.of(), 100, 1L, 1, "{\"numRecords\":1}");
        committer.commit(
            new DeltaCommittable(
                epoch,
                commit,
                System.currentTimeMillis(),
                layout.tableId(),
                List.of(file),
                List.of()));
      }
    }
    return null;
  }
}
