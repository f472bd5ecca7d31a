package io.pinflow.delta.sink;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.FaultyCommits;
import io.pinflow.delta.kernel.FaultyCommits.Fault;
import io.pinflow.testing.fixture.RecordedMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commit operator tells of its commits, by a clock of the test's own. */
class CommitMetricsTest {

  private static final RowType ROWS =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.BIGINT()),
                  DataTypes.FIELD("at", DataTypes.TIMESTAMP_LTZ(6)))
              .getLogicalType();

  /** 2023-11-14T22:13:20Z. */
  private static final long NOON = 1_700_000_000_000L;

  private static final String SINCE = "table.t.deltaSecondsSinceLastCommit";

  @TempDir private Path folder;
  private final List<CommitHarness> opened = new ArrayList<>();
  private final FaultyCommits commits = new FaultyCommits();
  private final DeltaEngine reader = DeltaEngine.create(new Configuration());
  private RecordedMetrics metrics;
  private SinkTable table;
  private CommitHarness operator;

  @BeforeEach
  void start() throws Exception {
    table =
        new SinkTable(
            folder.resolve("table").toUri().toString(),
            ROWS,
            List.of(),
            Map.of("delta.columnMapping.mode", "name"),
            true);
    operator = start(null, NOON);
  }

  @AfterEach
  void close() throws Exception {
    for (CommitHarness harness : opened) {
      harness.close();
    }
    reader.close();
  }

  @Test
  void countsCommitsFilesBytesAndRows() throws Exception {
    operator.file(1);
    operator.file(1);
    operator.complete(1);
    operator.file(2);
    operator.complete(2);

    assertThat(metrics.counts())
        .containsOnly(
            entry("table.t.deltaCommits", 2L),
            entry("table.t.deltaCommittedFiles", 3L),
            entry("table.t.deltaCommittedBytes", 3_000L),
            entry("table.t.deltaCommittedRows", 30L));
    assertThat(metrics.gauge("table.t.deltaTableVersion")).isEqualTo(2);
  }

  @Test
  void countsRetriesAndTellsHowLongTheCommitTook() throws Exception {
    // The first put and the five which Kernel tries at once.
    for (int put = 0; put < 6; put++) {
      commits.then(Fault.UNAVAILABLE);
    }
    operator.file(1);
    operator.complete(1);

    assertThat(metrics.counts())
        .containsEntry("table.t.deltaCommitRetries", 1L)
        .containsEntry("table.t.deltaCommits", 1L);
    assertThat(metrics.gauge("table.t.deltaLastCommitMillis")).isPositive();
  }

  @Test
  void tellsTheSecondsSinceTheTableWasUpToDate() throws Exception {
    passes(90);
    assertThat(metrics.gauge(SINCE)).as("since the start").isEqualTo(90);

    operator.file(1);
    operator.complete(1);
    assertThat(metrics.gauge(SINCE)).as("since the commit").isZero();

    passes(90 + 60);
    operator.file(2);
    operator.snapshot(2, 0);
    assertThat(metrics.gauge(SINCE)).as("the checkpoint is not complete").isEqualTo(60);
    operator.notifyOfCompletedCheckpoint(2);
    assertThat(metrics.gauge(SINCE)).isZero();
  }

  @Test
  void isUpToDateWithACheckpointThatHasNothingToCommit() throws Exception {
    passes(600);
    operator.complete(1);
    assertThat(metrics.gauge(SINCE)).isZero();
    assertThat(metrics.counts()).doesNotContainKey("table.t.deltaCommits");
  }

  @Test
  void isNotUpToDateWithACommitThatFails() throws Exception {
    for (int i = 0; i < 40; i++) {
      commits.then(Fault.UNAVAILABLE);
    }
    passes(120);
    operator.file(1);
    operator.snapshot(1, 0);
    assertThatThrownBy(() -> operator.notifyOfCompletedCheckpoint(1)).isNotNull();
    assertThat(metrics.gauge(SINCE)).isEqualTo(120);
  }

  @Test
  void beginsAnewAfterARestoreWithTheCommitThatWasPending() throws Exception {
    operator.file(1);
    OperatorSubtaskState pending = operator.snapshot(1, 0);
    operator.close();

    operator = start(pending, NOON + 1_000_000);

    assertThat(metrics.counts())
        .containsEntry("table.t.deltaCommits", 1L)
        .containsEntry("table.t.deltaCommittedRows", 10L);
    passes(1_007);
    assertThat(metrics.gauge(SINCE)).isEqualTo(7);
  }

  @Test
  void countsACommitWhichTheTableHasAsNoneAndIsUpToDateWithIt() throws Exception {
    operator.file(1);
    OperatorSubtaskState committed = operator.snapshot(1, 0);
    operator.notifyOfCompletedCheckpoint(1);
    operator.close();

    operator = start(committed, NOON);

    assertThat(metrics.counts()).containsOnly(entry("table.t.deltaCommitsAlreadyInTable", 1L));
    assertThat(metrics.gauge(SINCE)).isZero();
  }

  @Test
  void tellsHowOldTheRowsWereWhenTheyBecameVisible() throws Exception {
    assertThat(metrics.gauge("table.t.deltaMaxDelayMillis")).isZero();
    operator.file(1, times("2023-11-14T22:13:10.000Z", "2023-11-14T22:13:18.500Z"));
    operator.file(1, times("2023-11-14T22:13:12.000Z", "2023-11-14T22:13:19.250Z"));
    operator.complete(1);

    assertThat(metrics.gauge("table.t.deltaMaxDelayMillis")).isEqualTo(10_000);
    assertThat(metrics.gauge("table.t.deltaMinDelayMillis")).isEqualTo(750);

    passes(30);
    operator.file(2);
    operator.complete(2);
    assertThat(metrics.gauge("table.t.deltaMaxDelayMillis"))
        .as("no file of the commit tells")
        .isEqualTo(10_000);
  }

  /** As the table's files name the column. */
  private String times(String earliest, String latest) {
    String column = table.open(reader).physicalSchema().at(1).getName();
    return String.format(
        "{\"numRecords\":10,\"minValues\":{\"%1$s\":\"%2$s\"},\"maxValues\":{\"%1$s\":\"%3$s\"}}",
        column, earliest, latest);
  }

  private void passes(long seconds) throws Exception {
    operator.setProcessingTime(NOON + seconds * 1_000);
  }

  private CommitHarness start(@Nullable OperatorSubtaskState state, long time) throws Exception {
    Configuration options = new Configuration();
    options.set(DeltaSinkOptions.METRICS_GROUP, "reported.table=t");
    options.set(DeltaSinkOptions.METRICS_TIME_COLUMN, "at");
    metrics = RecordedMetrics.below("reported");
    CommitHarness harness =
        new CommitHarness(table, options, ignored -> commits.engine(), metrics.taskGroup());
    harness.setProcessingTime(time);
    harness.start(state, true, true);
    opened.add(harness);
    return harness;
  }
}
