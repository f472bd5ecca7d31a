package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.FaultyCommits;
import io.pinflow.delta.kernel.FaultyCommits.Fault;
import io.pinflow.delta.kernel.Position;
import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.delta.kernel.TableContent;
import io.pinflow.delta.kernel.WriteLayout;
import io.pinflow.delta.testing.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Progress is in one with the rows, never goes back, and lets no row in twice. */
class ProgressCommitTest {

  private static final RowType ROWS =
      (RowType) DataTypes.ROW(DataTypes.FIELD("id", DataTypes.BIGINT())).getLogicalType();
  private static final UUID EPOCH = UUID.fromString("00000000-0000-0000-0000-00000000000a");
  private static final UUID ANOTHER = UUID.fromString("00000000-0000-0000-0000-00000000000b");
  private static final String BEYOND_LONG = "49590338271490256608559692538361571095921575989136588";

  @TempDir private Path folder;
  private final FaultyCommits commits = new FaultyCommits();
  private final DeltaEngine engine = commits.engine();
  private final DeltaEngine other = DeltaEngine.create(new Configuration());
  private SinkTable table;
  private WriteLayout layout;

  @BeforeEach
  void createTable() {
    open(Map.of());
  }

  @AfterEach
  void close() {
    engine.close();
    other.close();
  }

  @Test
  void aTableNobodyRecordedProgressOfCoversNothing() {
    DeltaTableProgress none = progress();
    assertThat(none.positions()).isEmpty();
    assertThat(none.covers("a", "0")).isFalse();
    assertThat(DeltaTableProgress.read(folder.resolve("no-table").toString(), new Configuration()))
        .hasToString("{}");
  }

  @Test
  void coversEachSourceUpToItsLastCommittedPosition() throws IOException {
    DeltaCommitter committer = committer(engine);
    committer.commit(committable(EPOCH, 1, range("a", "0", "9"), range("b", "5", "5")));
    committer.commit(committable(EPOCH, 2, range("a", "12", BEYOND_LONG)));
    assertThat(progress().positions())
        .containsExactly(Map.entry("a", BEYOND_LONG), Map.entry("b", "5"));
    assertThat(progress().covers("a", "10")).isTrue();
    assertThat(progress().covers("a", BEYOND_LONG)).isTrue();
    assertThat(progress().covers("a", BEYOND_LONG + "0")).isFalse();
    assertThat(progress().covers("b", "6")).isFalse();
    assertThat(progress().position("c")).isEmpty();
    assertThat(rows()).isEqualTo(20);
  }

  @Test
  void aLostReplyRecordsItOnce() throws IOException {
    commits.then(Fault.REPLY_LOST, Fault.OWN_RETRY_FINDS_IT);
    DeltaCommitter committer = committer(engine);
    committer.commit(committable(EPOCH, 1, range("a", "0", "9")));
    committer.commit(committable(EPOCH, 2, range("a", "10", "19")));
    assertThat(progress().positions()).containsExactly(Map.entry("a", "19"));
    assertThat(rows()).isEqualTo(20);
  }

  @Test
  void runsWithDifferentSourcesDoNotDisturbEachOther() throws IOException {
    commits.beforeNextPut(path -> commitByAnother(range("b", "0", "9")));
    committer(engine).commit(committable(EPOCH, 1, range("a", "0", "9")));
    assertThat(progress().positions()).containsExactly(Map.entry("a", "9"), Map.entry("b", "9"));
    assertThat(rows()).isEqualTo(20);
  }

  @Test
  void skipsACommitAllOfWhoseRowsAnotherRunCommittedInTheMeantime() throws IOException {
    commits.beforeNextPut(path -> commitByAnother(range("a", "0", "15")));
    committer(engine).commit(committable(EPOCH, 1, range("a", "0", "9")));
    assertThat(progress().positions()).containsExactly(Map.entry("a", "15"));
    assertThat(rows()).isEqualTo(10);
  }

  @Test
  void refusesACommitSomeOfWhoseRowsAnotherRunCommittedInTheMeantime() {
    commits.beforeNextPut(path -> commitByAnother(range("a", "0", "5")));
    assertThatThrownBy(() -> committer(engine).commit(committable(EPOCH, 1, range("a", "3", "9"))))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(table.path())
        .hasMessageContaining("a from 3 to 9 (covered to 5)")
        .hasMessageContaining("sink.progress.skip-covered");
    assertThat(progress().positions()).containsExactly(Map.entry("a", "5"));
    assertThat(rows()).isEqualTo(10);
  }

  @Test
  void refusesACommitWithOneOfTwoSourcesCovered() {
    commitByAnother(range("a", "0", "9"));
    assertThatThrownBy(
            () ->
                committer(engine)
                    .commit(committable(EPOCH, 1, range("a", "0", "9"), range("b", "0", "9"))))
        .isInstanceOf(DeltaException.class);
    assertThat(rows()).isEqualTo(10);
  }

  @Test
  void skipsARestoredCommitWhichAnotherRunMadeUpFor() throws IOException {
    commitByAnother(range("a", "0", "20"));
    committer(engine).commitRestored(committable(EPOCH, 1, range("a", "0", "9")));
    assertThat(rows()).isEqualTo(10);
  }

  @Test
  void aRestoredCommitThatIsInTheTableIsNoOverlap() throws IOException {
    committer(engine).commit(committable(EPOCH, 1, range("a", "0", "9")));
    commitByAnother(range("a", "10", "20"));
    committer(engine).commitRestored(committable(EPOCH, 1, range("a", "0", "9")));
    assertThat(rows()).isEqualTo(20);
  }

  @Test
  void survivesLogCheckpointsAndLogCleanup() throws IOException {
    open(
        Map.of("delta.checkpointInterval", "5", "delta.logRetentionDuration", "interval 1 days"),
        "cleaned");
    DeltaCommitter committer = committer(engine);
    committer.commit(committable(EPOCH, 1, range("early", "0", "9")));
    for (int commit = 2; commit <= 12; commit++) {
      committer.commit(committable(EPOCH, commit, range("late", "" + commit, "" + commit)));
    }
    age(Duration.ofDays(3));
    for (int commit = 13; commit <= 22; commit++) {
      committer.commit(committable(EPOCH, commit, range("late", "" + commit, "" + commit)));
    }
    assertThat(log()).doesNotContain("00000000000000000001.json").contains("_last_checkpoint");
    assertThat(progress().positions())
        .containsExactly(Map.entry("early", "9"), Map.entry("late", "22"));
    assertThat(rows()).isEqualTo(220);
  }

  @Test
  void aCommitWithProgressOpensNoMoreFilesAtALaterVersion() throws IOException {
    open(Map.of(), "counted");
    SinkTable counted =
        new SinkTable(
            FaultyFileSystem.path(folder.resolve("counted")), ROWS, List.of(), Map.of(), true);
    DeltaCommitter committer =
        new DeltaCommitter(
            counted,
            layout,
            new DeltaAppender(engine, counted.at(engine)),
            new CommitMetrics(new UnregisteredMetricsGroup(), null, System::currentTimeMillis),
            3,
            Duration.ofMillis(20));
    long[] opened = new long[61];
    for (int commit = 1; commit <= 60; commit++) {
      long before = FaultyFileSystem.opened();
      committer.commit(committable(EPOCH, commit, range("a", "" + commit, "" + commit)));
      opened[commit] = FaultyFileSystem.opened() - before;
    }
    assertThat(opened[59]).isLessThanOrEqualTo(opened[19]).isLessThanOrEqualTo(3);
  }

  @Test
  void aTableWithoutRoomForProgressGetsIt() throws IOException {
    SinkTable plain =
        new SinkTable(folder.resolve("plain").toUri().toString(), ROWS, List.of(), Map.of(), true);
    plain.open(engine);
    table = plain.recordingProgress();
    layout = table.open(engine);
    table.open(engine);
    assertThat(latest().getVersion()).as("added once").isEqualTo(1);
    committer(engine).commit(committable(EPOCH, 1, range("a", "0", "9")));
    assertThat(progress().positions()).containsExactly(Map.entry("a", "9"));
  }

  private void open(Map<String, String> properties) {
    open(properties, "table");
  }

  private void open(Map<String, String> properties, String name) {
    table =
        new SinkTable(folder.resolve(name).toUri().toString(), ROWS, List.of(), properties, true)
            .recordingProgress();
    layout = table.open(engine);
  }

  private DeltaCommitter committer(DeltaEngine by) {
    return new DeltaCommitter(
        table,
        layout,
        new DeltaAppender(by, table.at(by)),
        new CommitMetrics(new UnregisteredMetricsGroup(), null, System::currentTimeMillis),
        3,
        Duration.ofMillis(20));
  }

  private void commitByAnother(SourceRange... ranges) {
    try {
      committer(other).commit(committable(ANOTHER, 1, ranges));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private DeltaCommittable committable(UUID epoch, long checkpoint, SourceRange... ranges) {
    DataFile file =
        new DataFile(
            epoch + "-" + checkpoint + ".parquet", Map.of(), 100, 1L, 10, "{\"numRecords\":10}");
    return new DeltaCommittable(
        epoch,
        checkpoint,
        System.currentTimeMillis(),
        layout.tableId(),
        List.of(file),
        List.of(ranges));
  }

  private static SourceRange range(String source, String first, String last) {
    return new SourceRange(source, Position.of(first), Position.of(last));
  }

  private DeltaTableProgress progress() {
    return DeltaTableProgress.read(table.path(), new Configuration());
  }

  private void age(Duration by) throws IOException {
    FileTime then = FileTime.from(Instant.now().minus(by));
    for (String name : log()) {
      Files.setLastModifiedTime(logFolder().resolve(name), then);
    }
  }

  private List<String> log() throws IOException {
    try (Stream<Path> files = Files.list(logFolder())) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
    }
  }

  private Path logFolder() {
    return Path.of(java.net.URI.create(table.path())).resolve("_delta_log");
  }

  private Snapshot latest() {
    return table.at(other).latest();
  }

  private long rows() {
    return TableContent.of(other, latest()).rows();
  }
}
