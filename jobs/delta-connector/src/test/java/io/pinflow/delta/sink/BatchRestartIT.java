package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.FaultyCommits;
import io.pinflow.delta.kernel.FaultyCommits.Fault;
import io.pinflow.delta.kernel.OverwriteScope;
import io.pinflow.delta.testing.KernelReader;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.FlinkRestarts;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.BatchShuffleMode;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batch jobs which write to a table, fail, and are restarted by their cluster. */
class BatchRestartIT {

  @RegisterExtension static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  /** Of the running test: a job is serialized, and its tasks are in this process. */
  private static FaultyCommits commits;

  @TempDir private Path folder;
  private String table;

  @BeforeEach
  void fillTable() throws Exception {
    table = folder.resolve("table").toUri().toString();
    StreamExecutionEnvironment env = batch(BatchShuffleMode.ALL_EXCHANGES_PIPELINED);
    env.fromSequence(0, 99).map(TestRows::row).returns(TestRows.TYPE_INFO).sinkTo(sink());
    env.execute();
    commits = new FaultyCommits();
  }

  /** Pipelined, the whole job runs again; else the commit alone. */
  @ParameterizedTest
  @EnumSource(
      value = BatchShuffleMode.class,
      names = {"ALL_EXCHANGES_PIPELINED", "ALL_EXCHANGES_BLOCKING"})
  void theTaskDiesBehindTheCommitOfItsRows(BatchShuffleMode exchanges) throws Exception {
    commits.then(Fault.TASK_DIES);
    write(exchanges, 0, sink());
    assertThat(commits.left()).as("faults that did not happen").isZero();
    assertThat(ids()).isEqualTo(LongStream.range(0, 200).boxed().collect(Collectors.toList()));
    assertThat(version()).as("creation, rows and more rows").isEqualTo(2);
  }

  @Test
  void aSinkThatIsUsedAgainAppendsAgain() throws Exception {
    DeltaSink sink = sink();
    write(BatchShuffleMode.ALL_EXCHANGES_PIPELINED, 0, sink);
    write(BatchShuffleMode.ALL_EXCHANGES_PIPELINED, 0, sink);
    assertThat(ids()).hasSize(300);
  }

  /** In one job too, as two operators. */
  @Test
  void aSinkThatIsUsedTwiceInAJobAppendsTwice() throws Exception {
    StreamExecutionEnvironment env = batch(BatchShuffleMode.ALL_EXCHANGES_PIPELINED);
    DeltaSink sink = sink();
    env.fromSequence(100, 149).map(TestRows::row).returns(TestRows.TYPE_INFO).sinkTo(sink);
    env.fromSequence(150, 199).map(TestRows::row).returns(TestRows.TYPE_INFO).sinkTo(sink);
    env.execute();
    assertThat(ids()).isEqualTo(LongStream.range(0, 200).boxed().collect(Collectors.toList()));
  }

  /** Pipelined, the whole job runs again; else the commit alone. */
  @ParameterizedTest
  @EnumSource(
      value = BatchShuffleMode.class,
      names = {"ALL_EXCHANGES_PIPELINED", "ALL_EXCHANGES_BLOCKING"})
  void theTaskDiesBehindItsOverwrite(BatchShuffleMode exchanges) throws Exception {
    commits.then(Fault.TASK_DIES);
    overwrite(exchanges, 0);
    assertThat(commits.left()).as("faults that did not happen").isZero();
    assertThat(ids()).isEqualTo(LongStream.range(100, 200).boxed().collect(Collectors.toList()));
    assertThat(version()).as("creation, rows and one overwrite").isEqualTo(2);
  }

  @Test
  void aTaskFailsInTheMiddleOfTheRows() throws Exception {
    overwrite(BatchShuffleMode.ALL_EXCHANGES_PIPELINED, 1);
    assertThat(ids()).isEqualTo(LongStream.range(100, 200).boxed().collect(Collectors.toList()));
    assertThat(version()).isEqualTo(2);
  }

  private void overwrite(BatchShuffleMode exchanges, int failures) throws Exception {
    write(exchanges, failures, sink().overwriting(OverwriteScope.table()));
  }

  private static void write(BatchShuffleMode exchanges, int failures, DeltaSink sink)
      throws Exception {
    StreamExecutionEnvironment env = batch(exchanges);
    env.fromSequence(100, 199).map(new Failing(failures)).returns(TestRows.TYPE_INFO).sinkTo(sink);
    env.execute();
  }

  /** Its first failure to commit is one of the job. */
  private DeltaSink sink() {
    Configuration once = new Configuration();
    once.set(DeltaSinkOptions.COMMIT_ATTEMPTS, 1);
    return DeltaSink.forRowData(table, TestRows.TYPE)
        .partitionBy("day")
        .withConfiguration(once)
        .withEngine(options -> commits == null ? DeltaEngine.create(options) : commits.engine())
        .build();
  }

  private static StreamExecutionEnvironment batch(BatchShuffleMode exchanges) {
    Configuration configuration = FlinkRestarts.atMost(1);
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    configuration.set(ExecutionOptions.BATCH_SHUFFLE_MODE, exchanges);
    configuration.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    return env;
  }

  private List<Long> ids() {
    try (KernelReader reader = new KernelReader(table)) {
      return reader.rows().stream()
          .map(row -> (Long) row.get("id"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private long version() {
    try (KernelReader reader = new KernelReader(table)) {
      return reader.snapshot().getVersion();
    }
  }

  /** Fails in the first attempts, after some rows. */
  private static final class Failing extends RichMapFunction<Long, RowData> {

    private static final long serialVersionUID = 1L;

    private final int failures;

    Failing(int failures) {
      this.failures = failures;
    }

    @Override
    public RowData map(Long id) {
      if (id == 170 && getRuntimeContext().getTaskInfo().getAttemptNumber() < failures) {
        throw new IllegalStateException("Injected failure");
      }
      return TestRows.row(id);
    }
  }
}
