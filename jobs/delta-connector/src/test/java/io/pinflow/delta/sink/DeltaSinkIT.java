package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.testing.KernelReader;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.FlinkRestarts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("deprecation") // the new source API has no place to wait for a checkpoint
class DeltaSinkIT {

  @RegisterExtension static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  @TempDir private Path folder;
  private String table;

  @BeforeEach
  void nameTable() {
    table = folder.resolve("table").toUri().toString();
  }

  @Test
  void everyRowIsInTheTableOnceThoughTheJobFailedAfterTwoCheckpoints() throws Exception {
    StreamExecutionEnvironment env = streaming();
    sink(env.addSource(CheckpointPacedSource.failingIn("thrown", 3, 6, 100), TestRows.TYPE_INFO));
    env.execute();
    assertThat(idsInTable()).isEqualTo(ids(600));
    try (KernelReader reader = new KernelReader(table)) {
      assertThat(reader.snapshot().getVersion()).isGreaterThanOrEqualTo(6);
    }
  }

  @Test
  void everyRowIsInTheTableOnceAfterARestoreUnderANewJobId() throws Exception {
    StreamExecutionEnvironment before = streaming();
    sink(before.addSource(CheckpointPacedSource.endless(3, 100), TestRows.TYPE_INFO).uid("rows"));
    JobClient first = before.executeAsync();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> idsInTable().size() == 300);
    String savepoint =
        first
            .stopWithSavepoint(
                false,
                folder.resolve("savepoints").toUri().toString(),
                SavepointFormatType.CANONICAL)
            .get(30, TimeUnit.SECONDS);

    Configuration restored = new Configuration();
    restored.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    StreamExecutionEnvironment after = streaming(restored);
    sink(after.addSource(CheckpointPacedSource.bounded(5, 100), TestRows.TYPE_INFO).uid("rows"), 3);
    assertThat(after.execute().getJobID()).isNotEqualTo(first.getJobID());
    assertThat(idsInTable()).isEqualTo(ids(500));
  }

  @Test
  void aBoundedJobCommitsItsLastRowsWithTheFinalCheckpoint() throws Exception {
    StreamExecutionEnvironment env = streaming();
    sink(env.addSource(CheckpointPacedSource.bounded(1, 250), TestRows.TYPE_INFO));
    env.execute();
    assertThat(idsInTable()).isEqualTo(ids(250));
  }

  @Test
  void aBoundedJobWithoutCheckpointsCommitsOnceAtItsEnd() throws Exception {
    StreamExecutionEnvironment env = environment(new Configuration());
    sink(env.fromSequence(0, 499).map(TestRows::row).returns(TestRows.TYPE_INFO));
    env.execute();
    assertThat(idsInTable()).isEqualTo(ids(500));
    try (KernelReader reader = new KernelReader(table)) {
      assertThat(reader.snapshot().getVersion()).isEqualTo(1);
    }
  }

  @Test
  void aBatchJobCommitsOnceAtItsEnd() throws Exception {
    StreamExecutionEnvironment env = environment(new Configuration());
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    sink(env.fromSequence(0, 499).map(TestRows::row).returns(TestRows.TYPE_INFO));
    env.execute();
    assertThat(idsInTable()).isEqualTo(ids(500));
    try (KernelReader reader = new KernelReader(table)) {
      assertThat(reader.snapshot().getVersion()).isEqualTo(1);
    }
  }

  @Test
  void twoJobsCreateAndFillOneTable() throws Exception {
    List<JobClient> jobs = new ArrayList<>();
    for (int job = 0; job < 2; job++) {
      long offset = 1_000L * job;
      StreamExecutionEnvironment env = streaming();
      sink(
          env.addSource(CheckpointPacedSource.bounded(5, 100), TestRows.TYPE_INFO)
              .map(row -> TestRows.row(row.getLong(0) + offset))
              .returns(TestRows.TYPE_INFO));
      jobs.add(env.executeAsync());
    }
    for (JobClient job : jobs) {
      job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
    }
    List<Long> expected = new ArrayList<>(ids(500));
    expected.addAll(LongStream.range(1_000, 1_500).boxed().collect(Collectors.toList()));
    assertThat(idsInTable()).isEqualTo(expected);
  }

  @Test
  void aCheckpointWithoutRowsMakesNoCommit() throws Exception {
    StreamExecutionEnvironment env = streaming();
    sink(
        env.addSource(CheckpointPacedSource.bounded(4, 10), TestRows.TYPE_INFO)
            .filter(row -> row.getLong(0) >= 30));
    env.execute();
    assertThat(idsInTable()).hasSize(10);
    try (KernelReader reader = new KernelReader(table)) {
      assertThat(reader.snapshot().getVersion()).as("creation and one commit").isEqualTo(1);
    }
  }

  @Test
  void shufflesByPartitionIntoOneFilePerDay() throws Exception {
    Configuration options = new Configuration();
    options.set(DeltaSinkOptions.SHUFFLE_BY_PARTITION, true);
    StreamExecutionEnvironment env = environment(new Configuration());
    env.fromSequence(0, 499)
        .map(TestRows::row)
        .returns(TestRows.TYPE_INFO)
        .sinkTo(
            DeltaSink.forRowData(table, TestRows.TYPE)
                .partitionBy("day")
                .withConfiguration(options)
                .build())
        .uid("table")
        .setParallelism(3);
    env.execute();
    assertThat(idsInTable()).isEqualTo(ids(500));
    try (KernelReader reader = new KernelReader(table)) {
      assertThat(reader.files(java.util.Optional.empty())).hasSize(2);
    }
  }

  private void sink(DataStream<RowData> rows) {
    sink(rows, 2);
  }

  private void sink(DataStream<RowData> rows, int parallelism) {
    rows.sinkTo(DeltaSink.forRowData(table, TestRows.TYPE).partitionBy("day").build())
        .uid("table")
        .setParallelism(parallelism);
  }

  private static StreamExecutionEnvironment streaming() {
    return streaming(new Configuration());
  }

  private static StreamExecutionEnvironment streaming(Configuration configuration) {
    StreamExecutionEnvironment env = environment(configuration);
    env.enableCheckpointing(100);
    return env;
  }

  private static StreamExecutionEnvironment environment(Configuration configuration) {
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.addAll(FlinkRestarts.atMost(1));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    env.disableOperatorChaining();
    return env;
  }

  private List<Long> idsInTable() {
    try (KernelReader reader = new KernelReader(table)) {
      return reader.rows().stream()
          .map(row -> (Long) row.get("id"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static List<Long> ids(long count) {
    return LongStream.range(0, count).boxed().collect(Collectors.toList());
  }
}
