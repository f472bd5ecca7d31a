package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.delta.kernel.FaultyCommits;
import io.pinflow.delta.kernel.FaultyCommits.Fault;
import io.pinflow.delta.testing.S3Lake;
import io.pinflow.testing.SparkPeer;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.SharedSpark;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.data.RowData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every way in which a job ends and begins again, on the local disk and on S3. Whatever happens,
 * the table holds exactly the expected multiset of rows, and Spark sees the same.
 */
@ExtendWith(SharedSpark.class)
class DeltaSinkRestartIT {

  /** Where the tables are. */
  enum Storage {
    LOCAL_DISK,
    S3
  }

  @RegisterExtension static final S3Lake LAKE = new S3Lake();

  @RegisterExtension static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  private static final NumberedSources SOURCES = new NumberedSources("n");

  private final SparkPeer spark;

  @TempDir private Path folder;

  DeltaSinkRestartIT(SparkPeer spark) {
    this.spark = spark;
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void aTaskFails(Storage storage) throws Exception {
    RestartedTable table = table(storage, "task-fails");
    table.run(CheckpointPacedSource.failingIn("task-" + storage, 2, 4, 60));
    table.holds(spark, RestartedTable.ids(0, 240));
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void theJobManagerFails(Storage storage) throws Exception {
    RestartedTable table = table(storage, "jobmanager-fails");
    String checkpoint = table.loseJobManagerAfter(CheckpointPacedSource.endless(3, 60), 180);
    table.from(checkpoint).run(CheckpointPacedSource.bounded(5, 60));
    table.holds(spark, RestartedTable.ids(0, 300));
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void aSavepointIsRestoredWithOtherParallelismUnderNewJobIds(Storage storage) throws Exception {
    RestartedTable table = table(storage, "rescaled");
    JobClient first = table.start(CheckpointPacedSource.endless(2, 60));
    table.awaitRows(120);
    String savepoint = table.stop(first);
    JobClient higher =
        table.from(savepoint).parallelism(4).start(CheckpointPacedSource.endless(4, 60));
    assertThat(higher.getJobID()).isNotEqualTo(first.getJobID());
    table.awaitRows(240);
    String later = table.stop(higher);
    table.from(later).parallelism(1).run(CheckpointPacedSource.bounded(6, 60));
    table.holds(spark, RestartedTable.ids(0, 360));
  }

  /** A savepoint which is no stop commits nothing itself: its commit is left to the next one. */
  @ParameterizedTest
  @EnumSource(Storage.class)
  void anOlderSavepointIsRestored(Storage storage) throws Exception {
    RestartedTable table = table(storage, "rewound");
    JobClient first = table.start(CheckpointPacedSource.endless(2, 60));
    table.awaitRows(120);
    String savepoint = table.stop(first);
    JobClient second = table.from(savepoint).start(CheckpointPacedSource.endless(4, 60));
    table.awaitRows(240);
    String older = table.savepoint(second);
    table.stop(second);
    table.from(older).run(CheckpointPacedSource.bounded(4, 60));
    table.holds(spark, RestartedTable.ids(0, 240));
    table.from(savepoint).run(CheckpointPacedSource.bounded(5, 60));
    table.holds(
        spark,
        RestartedTable.ids(0, 240),
        // What came after the savepoint comes again: nobody has filtered it.
        RestartedTable.ids(120, 300));
  }

  /** Checkpoints count from 1 again; none of the new commits may pass for an old one. */
  @ParameterizedTest
  @EnumSource(Storage.class)
  void aJobStartsWithoutItsState(Storage storage) throws Exception {
    RestartedTable table = table(storage, "stateless");
    table.run(CheckpointPacedSource.bounded(3, 60));
    table.run(CheckpointPacedSource.bounded(2, 60));
    table.holds(spark, RestartedTable.ids(0, 180), RestartedTable.ids(0, 120));
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void aBoundedInputEndsAfterAFailureInItsLastRows(Storage storage) throws Exception {
    RestartedTable table = table(storage, "bounded");
    table.run(CheckpointPacedSource.failingIn("bounded-" + storage, 1, 2, 60));
    table.holds(spark, RestartedTable.ids(0, 120));
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void aCommittableIsReplayedAfterItsCommitSucceeded(Storage storage) throws Exception {
    RestartedTable table = table(storage, "replayed");
    FaultyCommits commits = table.faultyCommits();
    commits.then(Fault.SOUND, Fault.SOUND, Fault.TASK_DIES, Fault.TASK_DIES);
    table.run(CheckpointPacedSource.bounded(4, 60));
    assertThat(commits.left()).as("faults that did not happen").isZero();
    table.holds(spark, RestartedTable.ids(0, 240));
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void theReplyToACommitIsLost(Storage storage) throws Exception {
    RestartedTable table = table(storage, "reply-lost");
    FaultyCommits commits = table.faultyCommits();
    commits.then(Fault.SOUND, Fault.REPLY_LOST, Fault.OWN_RETRY_FINDS_IT, Fault.REPLY_LOST);
    table.run(CheckpointPacedSource.bounded(4, 60));
    assertThat(commits.left()).as("faults that did not happen").isZero();
    table.holds(spark, RestartedTable.ids(0, 240));
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void anOlderSavepointIsRestoredAndTheSinkLeavesOutWhatIsCovered(Storage storage)
      throws Exception {
    RestartedTable table = table(storage, "rewound-with-progress").describe(this::skippingCovered);
    JobClient first = table.start(CheckpointPacedSource.endless(2, 60));
    table.awaitRows(120);
    String savepoint = table.savepoint(first);
    table.stop(first);
    JobClient second = table.from(savepoint).start(CheckpointPacedSource.endless(4, 60));
    table.awaitRows(240);
    table.stop(second);
    table.from(savepoint).parallelism(3).run(CheckpointPacedSource.bounded(5, 60));
    table.holds(spark, RestartedTable.ids(0, 300));
    assertThat(DeltaTableProgress.read(table.path(), table.options()).positions())
        .containsExactly(entry("n/0", "297"), entry("n/1", "298"), entry("n/2", "299"));
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void aJobStartsWithoutItsStateAndItsCallerLeavesOutWhatIsCovered(Storage storage)
      throws Exception {
    RestartedTable table = table(storage, "stateless-with-progress");
    table.describe(sink -> sink.progress(SOURCES));
    table.run(CheckpointPacedSource.bounded(3, 60));
    table.filter(new NotCovered(table.path(), table.options()));
    table.run(CheckpointPacedSource.failingIn("progress-" + storage, 4, 6, 60));
    table.holds(spark, RestartedTable.ids(0, 360));
  }

  /** Spark writes to the table in between, and its commits keep the progress. */
  @Test
  void aTableOfSparkGetsProgress() throws Exception {
    RestartedTable table = table(Storage.LOCAL_DISK, "of-spark").describe(this::skippingCovered);
    spark.sql(
        "CREATE TABLE delta.`"
            + folder.resolve("of-spark")
            + "` (id BIGINT, name STRING, coordinates ARRAY<DOUBLE>, at TIMESTAMP, day DATE)"
            + " USING delta PARTITIONED BY (day)");
    table.run(CheckpointPacedSource.bounded(2, 60));
    spark.sql("OPTIMIZE delta.`" + folder.resolve("of-spark") + "`");
    table.run(CheckpointPacedSource.bounded(3, 60));
    table.holds(spark, RestartedTable.ids(0, 180));
  }

  @Test
  void progressIsRefusedWithUnalignedCheckpoints() {
    RestartedTable table = table(Storage.LOCAL_DISK, "unaligned").describe(this::skippingCovered);
    table.configure(
        job -> {
          job.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
          job.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        });
    assertThatThrownBy(() -> table.run(CheckpointPacedSource.bounded(1, 60)))
        .hasStackTraceContaining("execution.checkpointing.unaligned.enabled");
  }

  /** The table would have forgotten the commit by now: it may not be made again. */
  @Test
  void aSavepointOlderThanTheTablesMemoryIsRefused() throws Exception {
    RestartedTable table = table(Storage.LOCAL_DISK, "forgotten");
    Configuration once = new Configuration();
    once.set(DeltaSinkOptions.COMMIT_ATTEMPTS, 1);
    table.describe(sink -> sink.withConfiguration(once));
    table.configure(job -> job.set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
    FaultyCommits commits =
        table.faultyCommits(
            Map.of("delta.setTransactionRetentionDuration", "interval 100 milliseconds"));
    commits.then(Collections.nCopies(20, Fault.UNAVAILABLE).toArray(new Fault[0]));
    JobClient failing = table.start(CheckpointPacedSource.bounded(2, 60));
    assertThatThrownBy(() -> failing.getJobExecutionResult().get(60, TimeUnit.SECONDS))
        .hasStackTraceContaining("Nothing is lost");
    String checkpoint = table.newestCheckpoint(failing.getJobID());
    table.faultyCommits(Map.of());
    assertThatThrownBy(() -> table.from(checkpoint).run(CheckpointPacedSource.bounded(2, 60)))
        .hasStackTraceContaining(table.path())
        .hasStackTraceContaining("delta.setTransactionRetentionDuration")
        .hasStackTraceContaining("Restore from a newer checkpoint");
    assertThat(table.rows()).isZero();
  }

  private DeltaSinkBuilder skippingCovered(DeltaSinkBuilder sink) {
    Configuration skip = new Configuration();
    skip.set(DeltaSinkOptions.PROGRESS_SKIP_COVERED, true);
    return sink.progress(SOURCES).withConfiguration(skip);
  }

  /** As a job would leave out covered rows itself: progress is read when its task starts. */
  private static final class NotCovered extends RichFilterFunction<RowData> {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final Configuration options;
    private transient DeltaTableProgress progress;

    NotCovered(String path, Configuration options) {
      this.path = path;
      this.options = options;
    }

    @Override
    public void open(OpenContext context) {
      progress = DeltaTableProgress.read(path, options);
    }

    @Override
    public boolean filter(RowData row) {
      long id = row.getLong(0);
      return !progress.covers(SOURCES.sourceOf(id), Long.toString(id));
    }
  }

  private RestartedTable table(Storage storage, String name) {
    return storage == Storage.S3
        ? new RestartedTable(LAKE.path(name), LAKE.folder(name), LAKE.options(), folder)
        : RestartedTable.onDisk(folder.resolve(name), folder);
  }
}
