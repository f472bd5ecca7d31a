package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.DeltaRewriter;
import io.pinflow.delta.kernel.FaultyCommits;
import io.pinflow.delta.kernel.FaultyCommits.Fault;
import io.pinflow.delta.kernel.LiveFile;
import io.pinflow.delta.kernel.Overwrite;
import io.pinflow.delta.kernel.OverwriteScope;
import io.pinflow.delta.kernel.TableMetadata;
import io.pinflow.delta.kernel.TableScan;
import io.pinflow.delta.kernel.TransactionId;
import io.pinflow.delta.kernel.WriteLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which files an overwrite replaces, beside other writers and with a faulty storage. */
class OverwriteCommitTest {

  private static final RowType ROWS =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.BIGINT()),
                  DataTypes.FIELD("p", DataTypes.STRING()))
              .getLogicalType();

  @TempDir private Path folder;
  private final FaultyCommits commits = new FaultyCommits();
  private final DeltaEngine engine = commits.engine();
  private final DeltaEngine other = DeltaEngine.create(new Configuration());
  private SinkTable table;
  private WriteLayout layout;
  private int appended;

  @BeforeEach
  void fillTable() {
    table =
        new SinkTable(
            folder.resolve("table").toUri().toString(), ROWS, List.of("p"), Map.of(), true);
    layout = table.open(engine);
    append(file("a-old", "a"), file("b-old", "b"), file("null-old", null));
  }

  @AfterEach
  void close() {
    engine.close();
    other.close();
  }

  static Stream<Object[]> scopes() {
    return Stream.of(
        new Object[] {OverwriteScope.table(), List.of("a-new")},
        new Object[] {partition("a"), List.of("a-new", "b-old", "null-old")},
        new Object[] {OverwriteScope.writtenPartitions(), List.of("a-new", "b-old", "null-old")});
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void replacesTheFilesWithinItsScopeByOneCommit(OverwriteScope scope, List<String> expected)
      throws IOException {
    commit(overwrite(scope), file("a-new", "a"));
    assertThat(files()).containsExactlyElementsOf(expected);
    assertThat(latest().getVersion()).isEqualTo(2);
  }

  @Test
  void nullAndTheEmptyTextAreOnePartition() throws IOException {
    append(file("empty-old", ""));
    commit(overwrite(partition(null)), file("null-new", null));
    assertThat(files()).containsExactly("a-old", "b-old", "null-new");
  }

  @Test
  void emptiesAPartitionForWhichThereIsNoRow() throws IOException {
    commit(overwrite(partition("a")));
    assertThat(files()).containsExactly("b-old", "null-old");
  }

  @Test
  void makesNoCommitWhereNothingIsReplacedByNothing() throws IOException {
    commit(overwrite(partition("c")));
    commit(overwrite(OverwriteScope.writtenPartitions()));
    assertThat(latest().getVersion()).isEqualTo(1);
  }

  @Test
  void itsHistorySaysThatItIsAnOverwriteAndTheNextCommitsThatItIsNone() throws IOException {
    DeltaCommitter committer = committer(overwrite(partition("a")));
    committer.commitRestored(committable(UUID.randomUUID(), file("a-new", "a")));
    assertThat(folder.resolve("table/_delta_log/00000000000000000002.json"))
        .content()
        .contains("\"operation\":\"WRITE\"", "\"mode\":\"Overwrite\"")
        .contains("\"partitionBy\":\"[\\\"p\\\"]\"")
        .contains("\"isBlindAppend\":false")
        .contains("\"remove\":{\"path\":\"a-old\"")
        .doesNotContain("\"dataChange\":false");
    append(file("c", "c"));
    assertThat(folder.resolve("table/_delta_log/00000000000000000003.json"))
        .content()
        .doesNotContain("Overwrite");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TASK_DIES", "FORBIDDEN"})
  void happensOnceWhateverBecomesOfTheReply(Fault fault) throws IOException {
    Overwrite statement = overwrite(partition("a"));
    commits.then(fault);
    commit(statement, file("a-new", "a"));
    assertThat(files()).containsExactly("a-new", "b-old", "null-old");
    assertThat(latest().getVersion()).isEqualTo(2);
  }

  @Test
  void aRestartedJobDoesNotRepeatWhatItHasCommitted() throws IOException {
    Overwrite statement = overwrite(partition("a"));
    commit(statement, file("a-new", "a"));
    append(file("a-later", "a"));
    commit(statement, file("a-again", "a"));
    assertThat(files()).containsExactly("a-later", "a-new", "b-old", "null-old");
  }

  @Test
  void replacesWhatACompactionHasRearrangedInTheMeantime() throws IOException {
    Overwrite statement = overwrite(partition("a"));
    commits.beforeNextPut(path -> compact("a-old", file("a-compacted", "a")));
    commit(statement, file("a-new", "a"));
    assertThat(files()).containsExactly("a-new", "b-old", "null-old");
    assertThat(latest().getVersion()).isEqualTo(3);
  }

  @Test
  void goesBehindRowsAddedToAnotherPartition() throws IOException {
    Overwrite statement = overwrite(partition("a"));
    commits.beforeNextPut(path -> append(file("b-later", "b")));
    commit(statement, file("a-new", "a"));
    assertThat(files()).containsExactly("a-new", "b-later", "b-old", "null-old");
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void neverDeletesRowsAddedSinceItWasPlanned(OverwriteScope scope) {
    Overwrite statement = overwrite(scope);
    append(file("a-later", "a"));
    assertRefused(statement, "version 2");
    assertThat(files()).containsExactly("a-later", "a-old", "b-old", "null-old");
  }

  @Test
  void neverDeletesRowsAddedWhileItCommits() {
    Overwrite statement = overwrite(partition("a"));
    commits.beforeNextPut(path -> append(file("a-later", "a")));
    assertRefused(statement, "version 2");
    assertThat(files()).containsExactly("a-later", "a-old", "b-old", "null-old");
  }

  @Test
  void oneOfTwoStatementsForOnePartitionIsRefused() throws IOException {
    Overwrite first = overwrite(partition("c"));
    Overwrite second = overwrite(partition("c"));
    commit(first, file("c-first", "c"));
    assertThatThrownBy(() -> commit(second, file("c-second", "c")))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("another writer has added rows there with version 2");
    assertThat(files()).containsExactly("a-old", "b-old", "c-first", "null-old");
  }

  @Test
  void refusesFilesOfAnotherPartitionThanTheOneItReplaces() {
    assertThatThrownBy(() -> commit(overwrite(partition("b")), file("a-new", "a")))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("{p=b}")
        .hasMessageContaining("belong to [[a]]");
    assertThat(latest().getVersion()).isEqualTo(1);
  }

  @Test
  void refusesATableForAppendingAlone() {
    Overwrite statement = overwrite(partition("a"));
    new TableMetadata(other, table.at(other)).setProperties(Map.of("delta.appendOnly", "true"));
    assertRefused(statement, "delta.appendOnly");
    assertThatThrownBy(() -> overwrite(partition("a")))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("delta.appendOnly");
  }

  private void assertRefused(Overwrite statement, String reason) {
    assertThatThrownBy(() -> commit(statement, file("a-new", "a")))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(reason);
  }

  private static OverwriteScope partition(String value) {
    Map<String, String> values = new HashMap<>();
    values.put("p", value);
    return OverwriteScope.partition(values);
  }

  private Overwrite overwrite(OverwriteScope scope) {
    return Overwrite.plan(table.at(other), scope);
  }

  private void commit(Overwrite statement, DataFile... files) throws IOException {
    committer(statement).commitRestored(committable(statement.statement(), files));
  }

  private DeltaCommitter committer(Overwrite statement) {
    return new DeltaCommitter(
        table.overwriting(statement),
        layout,
        new DeltaAppender(engine, table.at(engine)),
        new CommitMetrics(new UnregisteredMetricsGroup(), null, System::currentTimeMillis),
        3,
        Duration.ofMillis(20));
  }

  private DeltaCommittable committable(UUID statement, DataFile... files) {
    return new DeltaCommittable(
        statement, 1, System.currentTimeMillis(), layout.tableId(), List.of(files), List.of());
  }

  private static DataFile file(String name, String partition) {
    return new DataFile(
        name, Collections.singletonMap("p", partition), 500, 1L, 7, "{\"numRecords\":7}");
  }

  private void append(DataFile... files) {
    new DeltaAppender(other, table.at(other))
        .append(new TransactionId("another", ++appended), List.of(files));
  }

  private void compact(String name, DataFile by) {
    List<LiveFile> replaced =
        live().stream().filter(file -> file.key().path().equals(name)).collect(Collectors.toList());
    new DeltaRewriter(other, table.at(other))
        .replace(new TransactionId("compaction", 1), replaced, List.of(by));
  }

  private List<String> files() {
    return live().stream().map(file -> file.key().path()).collect(Collectors.toList());
  }

  private List<LiveFile> live() {
    return TableScan.of(other, table.path(), latest()).liveFiles(Optional.empty());
  }

  private Snapshot latest() {
    return table.at(other).latest();
  }
}
