package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.FaultyCommits;
import io.pinflow.delta.kernel.FaultyCommits.Fault;
import io.pinflow.delta.kernel.Overwrite;
import io.pinflow.delta.kernel.OverwriteScope;
import io.pinflow.delta.kernel.TableContent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of things: files, barrier, complete checkpoint, commit. */
class DeltaCommitOperatorTest {

  private static final RowType ROWS =
      (RowType) DataTypes.ROW(DataTypes.FIELD("id", DataTypes.BIGINT())).getLogicalType();

  @TempDir private Path folder;
  private final DeltaEngine reader = DeltaEngine.create(new Configuration());
  private final List<CommitHarness> opened = new ArrayList<>();
  private FaultyCommits commits;
  private SinkTable table;

  @BeforeEach
  void nameTable() {
    commits = new FaultyCommits();
    table =
        new SinkTable(folder.resolve("table").toUri().toString(), ROWS, List.of(), Map.of(), true);
  }

  @AfterEach
  void close() throws Exception {
    for (CommitHarness harness : opened) {
      harness.close();
    }
    reader.close();
  }

  @Test
  void commitsAFileOnlyWhenItsCheckpointIsComplete() throws Exception {
    CommitHarness operator = start(null, true, true);
    operator.file(1);
    assertThat(rows()).isZero();
    operator.snapshot(1, 0);
    assertThat(rows()).isZero();
    operator.file(2);
    operator.notifyOfCompletedCheckpoint(1);
    assertThat(rows()).as("the file after the barrier waits").isEqualTo(10);
    operator.snapshot(2, 0);
    operator.notifyOfCompletedCheckpoint(2);
    assertThat(rows()).isEqualTo(20);
    assertThat(version()).isEqualTo(2);
  }

  @Test
  void aCheckpointWithoutFilesMakesNoCommit() throws Exception {
    CommitHarness operator = start(null, true, true);
    operator.snapshot(1, 0);
    operator.notifyOfCompletedCheckpoint(1);
    assertThat(version()).isZero();
  }

  @Test
  void commitsTheFilesOfAnAbortedCheckpointWithTheNextOne() throws Exception {
    CommitHarness operator = start(null, true, true);
    operator.file(1);
    operator.snapshot(1, 0);
    operator.getOneInputOperator().notifyCheckpointAborted(1);
    assertThat(rows()).isZero();
    operator.file(2);
    operator.snapshot(2, 0);
    operator.notifyOfCompletedCheckpoint(2);
    assertThat(rows()).isEqualTo(20);
  }

  @Test
  void commitsWhatARestoredCheckpointHoldsAtOnce() throws Exception {
    CommitHarness before = start(null, true, true);
    before.file(1);
    OperatorSubtaskState checkpoint = before.snapshot(1, 0);
    before.close();
    assertThat(rows()).isZero();
    start(checkpoint, true, true);
    assertThat(rows()).isEqualTo(10);
  }

  @Test
  void doesNotRepeatACommitWhichARestoredCheckpointHolds() throws Exception {
    CommitHarness before = start(null, true, true);
    before.file(1);
    OperatorSubtaskState checkpoint = before.snapshot(1, 0);
    before.notifyOfCompletedCheckpoint(1);
    before.close();
    CommitHarness first = start(checkpoint, true, true);
    first.close();
    start(checkpoint, true, true);
    assertThat(rows()).isEqualTo(10);
    assertThat(version()).isEqualTo(1);
  }

  @Test
  void commitsUnderANewEpochAfterEachStart() throws Exception {
    for (int start = 1; start <= 3; start++) {
      CommitHarness operator = start(null, true, true);
      operator.file(1);
      operator.snapshot(1, 0);
      operator.notifyOfCompletedCheckpoint(1);
      operator.close();
      assertThat(rows()).isEqualTo(10L * start);
    }
  }

  @Test
  void aFailedCommitFailsTheTaskAndIsMadeUpForByItsRestart() throws Exception {
    CommitHarness operator = start(null, true, true);
    operator.file(1);
    OperatorSubtaskState checkpoint = operator.snapshot(1, 0);
    for (int i = 0; i < 40; i++) {
      commits.then(Fault.UNAVAILABLE);
    }
    assertThatThrownBy(() -> operator.notifyOfCompletedCheckpoint(1))
        .hasMessageContaining("Nothing is lost");
    operator.close();
    commits = new FaultyCommits();
    start(checkpoint, true, true);
    assertThat(rows()).isEqualTo(10);
  }

  /**
   * Flink's own committer commits all at the first checkpoint which completes after the end. If the
   * job then fails and restores that checkpoint, the rows after it are written again.
   */
  @Test
  void afterTheEndOfInputACheckpointFromBeforeItCommitsNoFileOfAfterIt() throws Exception {
    CommitHarness operator = start(null, true, true);
    operator.file(1);
    operator.snapshot(1, 0);
    operator.file(Long.MAX_VALUE);
    operator.endInput();
    operator.notifyOfCompletedCheckpoint(1);
    assertThat(rows()).isEqualTo(10);
    operator.snapshot(2, 0);
    operator.notifyOfCompletedCheckpoint(2);
    assertThat(rows()).isEqualTo(20);
  }

  @Test
  void commitsAtTheEndOfInputWithoutCheckpoints() throws Exception {
    CommitHarness operator = start(null, false, true);
    operator.file(Long.MAX_VALUE);
    operator.file(Long.MAX_VALUE);
    operator.endInput();
    assertThat(rows()).isEqualTo(20);
    assertThat(version()).isEqualTo(1);
  }

  @Test
  void commitsAtTheEndOfInputIfNoFinalCheckpointWillCome() throws Exception {
    CommitHarness operator = start(null, true, false);
    operator.file(1);
    operator.snapshot(1, 0);
    operator.file(Long.MAX_VALUE);
    operator.endInput();
    assertThat(rows()).isEqualTo(20);
  }

  @Test
  void anOverwriteReplacesTheTableAtTheEndOfInputAlsoByNothing() throws Exception {
    append(2);
    table = overwriting();
    CommitHarness operator = start(null, false, true);
    operator.file(Long.MAX_VALUE);
    assertThat(rows()).isEqualTo(20);
    operator.endInput();
    assertThat(rows()).isEqualTo(10);

    table = overwriting();
    start(null, false, true).endInput();
    assertThat(rows()).isZero();
  }

  @Test
  void aRestartFindsTheOverwriteOfATaskThatDiedBehindIt() throws Exception {
    append(2);
    table = overwriting();
    CommitHarness operator = start(null, false, true);
    operator.file(Long.MAX_VALUE);
    operator.endInput();
    operator.close();
    long version = version();

    CommitHarness restarted = start(null, false, true);
    restarted.file(Long.MAX_VALUE);
    restarted.endInput();
    assertThat(rows()).isEqualTo(10);
    assertThat(version()).isEqualTo(version);
  }

  /** With the TaskManager go the files which it had announced: the writers make others. */
  @Test
  void aRestartWithoutCheckpointsFindsWhatWasCommitted() throws Exception {
    JobID job = new JobID();
    OperatorID id = new OperatorID();
    appendAs(job, id);
    appendAs(job, id);
    assertThat(rows()).isEqualTo(10);

    appendAs(new JobID(), id);
    assertThat(rows()).as("another run").isEqualTo(20);
    appendAs(job, new OperatorID());
    assertThat(rows()).as("the same sink elsewhere in the job").isEqualTo(30);
  }

  private void appendAs(JobID job, OperatorID id) throws Exception {
    FaultyCommits used = commits;
    try (CommitHarness operator = new CommitHarness(table, ignored -> used.engine(), job, id)) {
      operator.start(null, false, true);
      operator.file(Long.MAX_VALUE);
      operator.endInput();
    }
  }

  @Test
  void aTaskThatDiesBeforeItsOverwriteLeavesTheOldRows() throws Exception {
    append(2);
    table = overwriting();
    CommitHarness operator = start(null, false, true);
    operator.file(Long.MAX_VALUE);
    operator.close();
    assertThat(rows()).isEqualTo(20);
  }

  /** Each checkpoint's rows would replace those of the one before. */
  @Test
  void anOverwriteTakesNoCheckpoints() throws Exception {
    append(1);
    table = overwriting();
    assertThatThrownBy(() -> start(null, true, true))
        .hasMessageContaining("'execution.runtime-mode' = 'batch'");
  }

  private void append(int numberOfFiles) throws Exception {
    CommitHarness operator = start(null, false, true);
    for (int i = 0; i < numberOfFiles; i++) {
      operator.file(Long.MAX_VALUE);
    }
    operator.endInput();
    operator.close();
  }

  private SinkTable overwriting() {
    return table.overwriting(
        Overwrite.plan(DeltaTable.at(reader, table.path()), OverwriteScope.table()));
  }

  private CommitHarness start(
      OperatorSubtaskState state, boolean checkpointing, boolean finalCheckpoint) throws Exception {
    FaultyCommits used = commits;
    CommitHarness harness =
        new CommitHarness(table, new Configuration(), ignored -> used.engine(), null);
    harness.start(state, checkpointing, finalCheckpoint);
    opened.add(harness);
    return harness;
  }

  private long rows() {
    return TableContent.of(reader, latest()).rows();
  }

  private long version() {
    return latest().getVersion();
  }

  private Snapshot latest() {
    return DeltaTable.at(reader, table.path()).latest();
  }
}
