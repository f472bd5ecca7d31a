package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.kernel.FaultyCommits;
import io.pinflow.delta.kernel.FaultyCommits.Fault;
import io.pinflow.delta.testing.S3Lake;
import io.pinflow.testing.SparkPeer;
import java.nio.file.Path;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every way in which a job ends and begins again, on the local disk and on S3. Whatever happens,
 * the table holds exactly the expected multiset of rows, and Spark sees the same.
 */
class DeltaSinkRestartIT {

  /** Where the tables are. */
  enum Storage {
    LOCAL_DISK,
    S3
  }

  @RegisterExtension static final S3Lake LAKE = new S3Lake();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static SparkPeer spark;

  @TempDir private Path folder;

  @BeforeAll
  static void startSpark() {
    spark = SparkPeer.start();
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
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

  private RestartedTable table(Storage storage, String name) {
    return storage == Storage.S3
        ? new RestartedTable(LAKE.path(name), LAKE.folder(name), LAKE.options(), folder)
        : RestartedTable.onDisk(folder.resolve(name), folder);
  }
}
