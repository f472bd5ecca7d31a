package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.types.StringType;
import io.delta.kernel.utils.CloseableIterable;
import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.FaultyCommits;
import io.pinflow.delta.kernel.FaultyCommits.Fault;
import io.pinflow.delta.kernel.TableContent;
import io.pinflow.delta.kernel.TransactionId;
import io.pinflow.delta.kernel.WriteLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeltaCommitterTest {

  private static final RowType ROWS =
      (RowType) DataTypes.ROW(DataTypes.FIELD("id", DataTypes.BIGINT())).getLogicalType();
  private static final UUID EPOCH = UUID.fromString("00000000-0000-0000-0000-00000000000a");

  @TempDir private Path folder;
  private final FaultyCommits commits = new FaultyCommits();
  private final DeltaEngine engine = commits.engine();
  private final DeltaEngine other = DeltaEngine.create(new Configuration());
  private SinkTable table;
  private WriteLayout layout;

  @BeforeEach
  void createTable() {
    table =
        new SinkTable(
            folder.resolve("table").toUri().toString(),
            ROWS,
            List.of(),
            Map.of("delta.columnMapping.mode", "name"),
            true);
    layout = table.open(engine);
  }

  @AfterEach
  void close() {
    engine.close();
    other.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TASK_DIES", "FORBIDDEN"})
  void aCommitHappensOnceWhateverBecomesOfTheReply(Fault fault) throws IOException {
    commits.then(fault);
    committer().commit(committable(1));
    assertThat(rows()).isEqualTo(10);
    assertThat(latest().getVersion()).isEqualTo(1);
  }

  @Test
  void aCommitHappensOnceThoughEachReplyIsLost() throws IOException {
    DeltaCommitter committer = committer();
    for (int checkpoint = 1; checkpoint <= 12; checkpoint++) {
      commits.then(checkpoint % 2 == 0 ? Fault.REPLY_LOST : Fault.OWN_RETRY_FINDS_IT);
      committer.commit(committable(checkpoint));
    }
    assertThat(latest().getVersion()).isEqualTo(12);
    assertThat(rows()).isEqualTo(120);
  }

  @Test
  void aRestoredCommitThatSucceededBeforeIsNotRepeated() throws IOException {
    committer().commit(committable(1));
    committer().commit(committable(2));
    int puts = commits.puts();
    committer().commitRestored(committable(1));
    committer().commitRestored(committable(2));
    assertThat(commits.puts()).isEqualTo(puts);
    assertThat(rows()).isEqualTo(20);
  }

  @Test
  void aRestoredCommitThatNeverHappenedIsMade() throws IOException {
    committer().commit(committable(1));
    committer().commitRestored(committable(2));
    assertThat(rows()).isEqualTo(20);
  }

  /** What a fixed application name would break: checkpoints count from 1 again. */
  @Test
  void aNewEpochMayUseTheCheckpointIdsOfAnOlderOne() throws IOException {
    committer().commit(committable(5));
    committer().commit(committable(UUID.randomUUID(), 1, System.currentTimeMillis(), layout));
    assertThat(rows()).isEqualTo(20);
  }

  @Test
  void goesBehindTheCommitsOfAnotherWriter() throws IOException {
    DeltaCommitter committer = committer();
    committer.commit(committable(1));
    commits.beforeNextPut(path -> appendByAnother(1));
    committer.commit(committable(2));
    commits.beforeNextPut(path -> appendByAnother(2));
    committer.commit(committable(3));
    committer.commit(committable(4));
    assertThat(latest().getVersion()).isEqualTo(6);
    assertThat(rows()).isEqualTo(40 + 2 * 7);
  }

  /** A zombie of ours on another host was faster. */
  @Test
  void isSatisfiedWhenItsOwnIdIsCommittedByAnotherProcess() throws IOException {
    commits.beforeNextPut(
        path ->
            new DeltaAppender(other, table.at(other))
                .append(new TransactionId(EPOCH.toString(), 1), committable(1).files()));
    committer().commit(committable(1));
    assertThat(latest().getVersion()).isEqualTo(1);
    assertThat(rows()).isEqualTo(10);
  }

  @Test
  void failsTheJobWhenTheStorageStaysAway() {
    for (int i = 0; i < 40; i++) {
      commits.then(Fault.UNAVAILABLE);
    }
    assertThatThrownBy(() -> committer().commit(committable(1)))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(table.path())
        .hasMessageContaining("3 time(s)")
        .hasMessageContaining("503");
    assertThat(latest().getVersion()).isZero();
  }

  @Test
  void failsTheJobAtOnceWhenTheStorageForbidsTheCommit() {
    for (int i = 0; i < 40; i++) {
      commits.then(Fault.FORBIDDEN);
    }
    assertThatThrownBy(() -> committer().commit(committable(1)))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("1 time(s)")
        .hasMessageContaining(table.path());
  }

  @Test
  void refusesAStateOlderThanTheTablesMemory() {
    long created = System.currentTimeMillis() - Duration.ofDays(31).toMillis();
    assertThatThrownBy(() -> committer().commitRestored(committable(EPOCH, 1, created, layout)))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("31 days")
        .hasMessageContaining("delta.setTransactionRetentionDuration");
    assertThat(latest().getVersion()).isZero();
  }

  @Test
  void acceptsAnOldStateWhoseTransactionTheTableStillKnows() throws IOException {
    committer().commit(committable(1));
    long created = System.currentTimeMillis() - Duration.ofDays(31).toMillis();
    committer().commitRestored(committable(EPOCH, 1, created, layout));
    assertThat(rows()).isEqualTo(10);
  }

  @Test
  void refusesFilesOfATableThatWasReplaced() {
    SinkTable elsewhere =
        new SinkTable(
            folder.resolve("elsewhere").toUri().toString(), ROWS, List.of(), Map.of(), true);
    WriteLayout foreign = elsewhere.open(engine);
    assertThatThrownBy(() -> committer().commitRestored(committable(EPOCH, 1, 0, foreign)))
        .isInstanceOf(DeltaException.class);
    long now = System.currentTimeMillis();
    assertThatThrownBy(() -> committer().commitRestored(committable(EPOCH, 1, now, foreign)))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(foreign.tableId())
        .hasMessageContaining(layout.tableId());
  }

  @Test
  void goesOnWhenAnotherWriterAddsAColumn() throws IOException {
    DeltaCommitter committer = committer();
    committer.commit(committable(1));
    Snapshot snapshot = table.at(other).latest();
    snapshot
        .buildUpdateTableTransaction("another", Operation.MANUAL_UPDATE)
        .withUpdatedSchema(snapshot.getSchema().add("note", StringType.STRING))
        .build(other.kernel())
        .commit(other.kernel(), CloseableIterable.emptyIterable());
    committer.commit(committable(2));
    assertThat(latest().getSchema().fieldNames()).containsExactly("id", "note");
    assertThat(rows()).isEqualTo(20);
  }

  @Test
  void leavesTheTablesMetadataAlone() throws IOException {
    committer().commit(committable(1));
    assertThat(folder.resolve("table/_delta_log/00000000000000000001.json"))
        .content()
        .doesNotContain("metaData", "protocol")
        .contains("\"appId\":\"" + EPOCH + "\"", "\"version\":1");
  }

  private DeltaCommitter committer() {
    return new DeltaCommitter(
        table,
        layout,
        new DeltaAppender(engine, table.at(engine)),
        new CommitMetrics(new UnregisteredMetricsGroup(), null, System::currentTimeMillis),
        3,
        Duration.ofMillis(20));
  }

  private DeltaCommittable committable(long checkpointId) {
    return committable(EPOCH, checkpointId, System.currentTimeMillis(), layout);
  }

  private static DeltaCommittable committable(
      UUID epoch, long checkpointId, long createdAt, WriteLayout layout) {
    DataFile file =
        new DataFile(
            epoch + "-" + checkpointId + ".parquet",
            Map.of(),
            1_000,
            1L,
            10,
            "{\"numRecords\":10}");
    return new DeltaCommittable(
        epoch, checkpointId, createdAt, layout.tableId(), List.of(file), List.of());
  }

  private void appendByAnother(long version) {
    new DeltaAppender(other, table.at(other))
        .append(
            new TransactionId("another", version),
            List.of(
                new DataFile(
                    "another-" + version + ".parquet",
                    Map.of(),
                    500,
                    1L,
                    7,
                    "{\"numRecords\":7}")));
  }

  private Snapshot latest() {
    return table.at(other).latest();
  }

  private long rows() {
    return TableContent.of(other, latest()).rows();
  }
}
