package io.pinflow.delta.source;

import static io.pinflow.delta.testing.LogWriter.add;
import static io.pinflow.delta.testing.LogWriter.protocol;
import static io.pinflow.delta.testing.LogWriter.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.DateType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.testing.LogWriter;
import io.pinflow.delta.testing.TestTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.InternalSplitEnumeratorMetricGroup;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuousSplitEnumeratorTest {

  private static final StructType SCHEMA =
      new StructType().add("id", IntegerType.INTEGER).add("name", StringType.STRING);

  private static final String ID =
      "{\"name\":\"id\",\"type\":\"integer\",\"nullable\":true,\"metadata\":{}}";
  private static final String NAME =
      "{\"name\":\"name\",\"type\":\"string\",\"nullable\":true,\"metadata\":{}}";

  private static final String MORE =
      "{\"name\":\"more\",\"type\":\"string\",\"nullable\":true,\"metadata\":{}}";

  @TempDir private Path folder;

  private final MockSplitEnumeratorContext<DeltaSourceSplit> context =
      new MockSplitEnumeratorContext<>(2);

  private TestTable table;
  private LogWriter log;

  @BeforeEach
  void createTable() {
    table = TestTable.create(folder.resolve("t"), SCHEMA);
    log = new LogWriter(table.folder());
  }

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @Test
  void readsTheWholeTableAndThenEveryCommitInItsOrder() throws Throwable {
    log.commit(1, add("a", true), add("b", true));
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator = started(builder());
    context.runNextOneTimeCallable();
    assertThat(files(enumerator)).containsExactly("a", "b");
    log.commit(2, add("d", true), add("c", true));
    log.commit(3, add("a2", true));
    look();
    assertThat(files(enumerator)).containsExactly("a", "b", "d", "c", "a2");
    assertThat(pending(enumerator))
        .allSatisfy(
            split ->
                assertThat(new org.apache.flink.core.fs.Path(split.path()).getParent().getPath())
                    .isEqualTo(table.folder().toString()));
    look();
    assertThat(files(enumerator)).hasSize(5);
    assertThat(ids(enumerator)).hasSize(5);
  }

  @Test
  void readsNoCommitBeforeTheTableWhenBuiltBeforeThem() throws Throwable {
    DeltaSource source = builder().build();
    log.commit(1, add("a", true));
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        source.createEnumerator(context);
    enumerator.start();
    context.runNextOneTimeCallable();
    assertThat(files(enumerator)).isEmpty();
    look();
    assertThat(files(enumerator)).containsExactly("a");
  }

  @Test
  void aReaderThatWaitsGetsTheNextCommitsSplit() throws Throwable {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator = started(builder());
    context.registerReader(new ReaderInfo(0, "localhost"));
    enumerator.handleSplitRequest(0, null);
    context.runNextOneTimeCallable();
    assertThat(context.hasNoMoreSplits(0)).isFalse();
    log.commit(1, add("a", true), add("b", true));
    look();
    assertThat(assigned()).containsExactly("a");
    assertThat(files(enumerator)).containsExactly("b");
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(0, null);
    assertThat(assigned()).containsExactly("a", "b");
    assertThat(context.hasNoMoreSplits(0)).isFalse();
  }

  @Test
  void aFailedReadersSplitsAreGivenToAnotherThatWaits() throws Throwable {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        started(builder().startingVersion(1));
    context.registerReader(new ReaderInfo(0, "localhost"));
    context.registerReader(new ReaderInfo(1, "localhost"));
    log.commit(1, add("a", true));
    look();
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(1, null);
    DeltaSourceSplit given =
        context.getSplitsAssignmentSequence().get(0).assignment().get(0).get(0);
    context.unregisterReader(0);
    enumerator.addSplitsBack(List.of(given.withRowsRead(2)), 0);
    SplitsAssignment<DeltaSourceSplit> again = context.getSplitsAssignmentSequence().get(1);
    assertThat(again.assignment()).containsOnlyKeys(1);
    assertThat(again.assignment().get(1)).containsExactly(given.withRowsRead(2));
  }

  @Test
  void aReaderThatFailedWhileItWaitedGetsNothingUntilItAsksAgain() throws Throwable {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        started(builder().startingVersion(1));
    context.registerReader(new ReaderInfo(0, "localhost"));
    enumerator.handleSplitRequest(0, null);
    context.unregisterReader(0);
    log.commit(1, add("a", true));
    look();
    assertThat(assigned()).isEmpty();
    context.registerReader(new ReaderInfo(0, "localhost"));
    enumerator.handleSplitRequest(0, null);
    assertThat(assigned()).containsExactly("a");
  }

  @Test
  void aRestoredEnumeratorGoesOnWhereItStoppedAndEmitsNoVersionAgain() throws Throwable {
    log.commit(1, add("a", true));
    DeltaSource source = builder().build();
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> before =
        source.createEnumerator(context);
    before.start();
    context.runNextOneTimeCallable();
    log.commit(2, add("b", true));
    look();
    DeltaEnumeratorState state = serialized(before.snapshotState(1));

    log.commit(3, add("c", true));
    DeltaSource builtAnew = builder().startingVersion("latest").build();
    try (MockSplitEnumeratorContext<DeltaSourceSplit> later = new MockSplitEnumeratorContext<>(2)) {
      SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> after =
          builtAnew.restoreEnumerator(later, state);
      after.start();
      assertThat(later.getOneTimeCallables()).isEmpty();
      assertThat(files(after)).containsExactly("a", "b");
      later.runPeriodicCallable(0);
      assertThat(files(after)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void aCheckpointBeforeTheTableIsListedStartsAnew() throws Throwable {
    log.commit(1, add("a", true));
    DeltaSource source = builder().build();
    DeltaEnumeratorState state = serialized(source.createEnumerator(context).snapshotState(1));
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> after =
        source.restoreEnumerator(context, state);
    after.start();
    context.runNextOneTimeCallable();
    assertThat(files(after)).containsExactly("a");
  }

  @Test
  void theStateOfABoundedReadIsRefusedAndTheOtherWayRound() throws Throwable {
    DeltaSource continuous = builder().build();
    DeltaSource bounded = DeltaSource.forBoundedRowData(table.path()).build();
    assertThatThrownBy(
            () -> continuous.restoreEnumerator(context, DeltaEnumeratorState.planned(List.of())))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(table.path());
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> running = started(builder());
    context.runNextOneTimeCallable();
    assertThatThrownBy(() -> bounded.restoreEnumerator(context, running.snapshotState(1)))
        .isInstanceOf(DeltaException.class);
  }

  @Test
  void aLookThatBeganBeforeTheLastOnesResultWasInAddsNothing() throws Throwable {
    log.commit(1, add("a", true));
    DeltaSource source = builder().startingVersion(1).build();
    CommitMonitor monitor =
        new CommitMonitor(
            table.path(),
            table.snapshot().getMetadata().getId(),
            new CommitRules(table.path(), read(source), List.of()),
            file -> true,
            new org.apache.flink.configuration.Configuration());
    ContinuousSplitEnumerator enumerator =
        new ContinuousSplitEnumerator(
            context,
            table.path(),
            read(source),
            List::of,
            version -> monitor.look(1),
            DeltaEnumeratorState.NOT_PLANNED);
    enumerator.start();
    look();
    look();
    assertThat(files(enumerator)).containsExactly("a");
  }

  @Test
  void takesManyCommitsInSeveralLooksWithoutAPauseAndStopsWhileReadersAreBehind() throws Throwable {
    int commits = CommitMonitor.COMMITS_PER_LOOK + 1;
    String[] twenty = new String[20];
    for (int version = 1; version <= commits; version++) {
      for (int i = 0; i < twenty.length; i++) {
        twenty[i] = add(version + "-" + i, true);
      }
      log.commit(version, twenty);
    }
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        started(builder().startingVersion(1));
    look();
    assertThat(files(enumerator)).hasSize(CommitMonitor.FILES_PER_LOOK);
    context.runNextOneTimeCallable();
    assertThat(files(enumerator)).hasSize(2 * CommitMonitor.FILES_PER_LOOK);
    look();
    assertThat(files(enumerator)).hasSize(2 * CommitMonitor.FILES_PER_LOOK);
    context.registerReader(new ReaderInfo(0, "localhost"));
    enumerator.handleSplitRequest(0, null);
    look();
    assertThat(files(enumerator)).hasSize(3 * CommitMonitor.FILES_PER_LOOK - 1);
  }

  @Test
  void tellsItsVersionItsLagAndTheSplitsThatWait() throws Throwable {
    for (int version = 1; version <= CommitMonitor.COMMITS_PER_LOOK + 10; version++) {
      log.commit(version, add("f" + version, true));
    }
    MetricListener metrics = new MetricListener();
    try (MockSplitEnumeratorContext<DeltaSourceSplit> measured =
        new MockSplitEnumeratorContext<>(2) {
          @Override
          public SplitEnumeratorMetricGroup metricGroup() {
            return new InternalSplitEnumeratorMetricGroup(metrics.getMetricGroup());
          }
        }) {
      builder().startingVersion(1).build().createEnumerator(measured).start();
      assertThat(gauge(metrics, "currentVersion")).isEqualTo(0);
      measured.runPeriodicCallable(0);
      assertThat(gauge(metrics, "currentVersion")).isEqualTo(CommitMonitor.COMMITS_PER_LOOK);
      assertThat(gauge(metrics, "unassignedSplits")).isEqualTo(CommitMonitor.COMMITS_PER_LOOK);
      assertThat(gauge(metrics, "versionLag")).isEqualTo(10);
      measured.runNextOneTimeCallable();
      assertThat(gauge(metrics, "versionLag")).isZero();
    }
  }

  @Test
  void aStoreThatFailsNowAndThenIsAskedAgain() throws Throwable {
    DeltaSource source = builder().startingVersion(1).build();
    ContinuousSplitEnumerator enumerator =
        new ContinuousSplitEnumerator(
            context,
            table.path(),
            read(source),
            List::of,
            version -> {
              throw new UncheckedIOException(new IOException("slow down"));
            },
            DeltaEnumeratorState.NOT_PLANNED);
    enumerator.start();
    for (int i = 0; i < ContinuousSplitEnumerator.MAX_FAILURES; i++) {
      look();
    }
    assertThatThrownBy(this::look)
        .hasStackTraceContaining(table.path())
        .hasStackTraceContaining("slow down");
  }

  @Test
  void filesThatOnlyRearrangeRowsAreNotReadAgain() throws Throwable {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        started(builder().startingVersion(0));
    log.commit(1, add("a", true), add("b", true));
    log.commit(2, remove("a", false), remove("b", false), add("ab", false));
    log.commit(3, add("c", true));
    look();
    assertThat(files(enumerator)).containsExactly("a", "b", "c");
  }

  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true"})
  void aDeletionFailsUnlessItIsIgnored(boolean ignoreDeletes, boolean ignoreChanges)
      throws Throwable {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        started(
            builder().startingVersion(1).ignoreDeletes(ignoreDeletes).ignoreChanges(ignoreChanges));
    log.commit(1, add("a", true));
    log.commit(2, remove("a", true));
    log.commit(3, add("b", true));
    if (ignoreDeletes || ignoreChanges) {
      look();
      assertThat(files(enumerator)).containsExactly("a", "b");
    } else {
      assertThatThrownBy(this::look)
          .hasStackTraceContaining(table.path())
          .hasStackTraceContaining("Version 2")
          .hasStackTraceContaining("'ignoreDeletes'");
      assertThat(files(enumerator)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true"})
  void aChangeFailsUnlessChangesAreIgnored(boolean ignoreDeletes, boolean ignoreChanges)
      throws Throwable {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        started(
            builder().startingVersion(1).ignoreDeletes(ignoreDeletes).ignoreChanges(ignoreChanges));
    log.commit(1, add("a", true));
    log.commit(2, remove("a", true), add("a2", true));
    if (ignoreChanges) {
      look();
      assertThat(files(enumerator)).containsExactly("a", "a2");
    } else {
      assertThatThrownBy(this::look)
          .hasStackTraceContaining(table.path())
          .hasStackTraceContaining("Version 2")
          .hasStackTraceContaining("'ignoreChanges'");
    }
  }

  @Test
  void startsWhereItIsTold() throws Throwable {
    log.commit(1, add("a", true));
    log.commit(2, add("b", true));
    log.commit(3, add("c", true));
    Instant begin = Instant.now().minus(Duration.ofHours(4));
    for (int version = 0; version <= 3; version++) {
      log.setTime(version, begin.plus(Duration.ofHours(version)));
    }
    assertThat(firstLook(builder().startingVersion(0))).containsExactly("a", "b", "c");
    assertThat(firstLook(builder().startingVersion("2"))).containsExactly("b", "c");
    assertThat(firstLook(builder().startingVersion("latest"))).containsExactly("c");
    assertThat(firstLook(builder().startingVersion(4))).isEmpty();
    assertThat(firstLook(builder().startingTimestamp(begin.plus(Duration.ofHours(2)))))
        .containsExactly("b", "c");
    assertThat(firstLook(builder().startingTimestamp(begin.plus(Duration.ofMinutes(121)))))
        .containsExactly("c");
    assertThat(firstLook(builder().startingTimestamp(begin.minus(Duration.ofDays(1)))))
        .containsExactly("a", "b", "c");
    assertThat(firstLook(builder().startingTimestamp(Instant.now()))).isEmpty();
  }

  @Test
  void refusesAStartThatDoesNotExist() {
    assertThatThrownBy(() -> builder().startingVersion(2).build())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(table.path())
        .hasMessageContaining("the newest is 0");
    for (String version : List.of("-1", "newest", "")) {
      assertThatThrownBy(() -> builder().startingVersion(version).build())
          .isInstanceOf(DeltaException.class)
          .hasMessageContaining("'startingVersion' = '" + version + "'");
    }
    assertThatThrownBy(
            () -> builder().startingTimestamp(Instant.now().plus(Duration.ofDays(1))).build())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("future");
    assertThatThrownBy(() -> builder().startingVersion(0).startingTimestamp(Instant.EPOCH).build())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'startingVersion'");
  }

  @Test
  void aLogThatWasCleanedIsNotReadOverTheGap() throws Throwable {
    log.commit(1, add("a", true));
    DeltaSource source = builder().startingVersion(1).build();
    for (int version = 2; version <= 4; version++) {
      log.commit(version, add("f" + version, true));
    }
    table.writeLogCheckpoint();
    for (int version = 0; version <= 2; version++) {
      log.clean(version);
    }
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        source.createEnumerator(context);
    enumerator.start();
    assertThatThrownBy(this::look)
        .hasStackTraceContaining(table.path())
        .hasStackTraceContaining("begins at version 3")
        .hasStackTraceContaining("'startingVersion' = '3'");
    assertThatThrownBy(() -> builder().startingVersion(2).build())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("begins at version 3");
    assertThat(firstLook(builder().startingVersion(3))).containsExactly("f3", "f4");
  }

  @Test
  void anotherTableAtThePathIsNotReadOn() throws Throwable {
    log.commit(1, add("a", true));
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> before = started(builder());
    context.runNextOneTimeCallable();
    DeltaEnumeratorState state = before.snapshotState(1);
    log.clean(0);
    log.clean(1);
    TestTable.create(table.folder(), SCHEMA);
    DeltaSource source = builder().build();
    try (MockSplitEnumeratorContext<DeltaSourceSplit> later = new MockSplitEnumeratorContext<>(2)) {
      source.restoreEnumerator(later, state).start();
      assertThatThrownBy(() -> later.runPeriodicCallable(0))
          .hasStackTraceContaining("created anew");
    }
  }

  @Test
  void goesOnThroughAnAddedColumnAndOtherProperties() throws Throwable {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        started(builder().startingVersion(1));
    log.commit(1, metadata("id,name,more", ID, NAME, MORE));
    log.commit(2, add("a", true));
    look();
    assertThat(files(enumerator)).containsExactly("a");
  }

  @Test
  void goesOnThroughAnAddedNestedField() throws Throwable {
    String two = ID.replace("\"id\"", "\"a\"") + "," + ID.replace("\"id\"", "\"b\"");
    log.commit(1, metadata("struct", ID, struct(two)));
    ContinuousDeltaSourceBuilder source = builder().startingVersion(2);
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator = started(source);
    log.commit(2, metadata("more", ID, struct(ID.replace("\"id\"", "\"c\"") + "," + two)));
    log.commit(3, add("a", true));
    look();
    assertThat(files(enumerator)).containsExactly("a");
    log.commit(4, metadata("fewer", ID, struct(ID.replace("\"id\"", "\"a\""))));
    assertThatThrownBy(this::look).hasStackTraceContaining("column 's' was ARRAY<ROW<");
  }

  private static String struct(String fields) {
    return "{\"name\":\"s\",\"nullable\":true,\"metadata\":{},\"type\":{\"type\":\"array\","
        + "\"containsNull\":true,\"elementType\":{\"type\":\"struct\",\"fields\":["
        + fields
        + "]}}}";
  }

  @Test
  void stopsWhereAColumnItReadsChanges() throws Throwable {
    assertThatThrownBy(() -> changeSchema(builder(), ID))
        .hasStackTraceContaining(table.path())
        .hasStackTraceContaining("Version 1")
        .hasStackTraceContaining("column 'name' is gone")
        .hasStackTraceContaining("Restart");
    assertThatThrownBy(() -> changeSchema(builder(), ID.replace("integer", "long"), NAME))
        .hasStackTraceContaining("column 'id' was INT, is BIGINT");
    changeSchema(builder().columns("id"), ID);
  }

  @Test
  void readsOlderVersionsByTheSchemaTheTableHasNow() throws Throwable {
    log.commit(1, add("a", true));
    log.commit(2, metadata("more", ID, NAME, MORE));
    log.commit(3, add("b", true));
    assertThat(firstLook(builder().startingVersion(0).columns("more", "id")))
        .containsExactly("a", "b");
  }

  @Test
  void readsOnlyFilesOfThePartitionsAsked() throws Throwable {
    TestTable days =
        TestTable.create(
            folder.resolve("days"),
            SCHEMA.add("day", DateType.DATE),
            Map.of("delta.columnMapping.mode", "name"),
            "day");
    String physical =
        days.snapshot()
            .getSchema()
            .get("day")
            .getMetadata()
            .getString("delta.columnMapping.physicalName");
    LogWriter itsLog = new LogWriter(days.folder());
    String value = "\"" + physical + "\":";
    itsLog.commit(1, add("a", true, value + "\"2024-03-30\""));
    itsLog.commit(2, add("b", true, value + "\"2024-03-31\""), add("c", true, value + "null"));
    ContinuousDeltaSourceBuilder source =
        DeltaSource.forContinuousRowData(days.path())
            .startingVersion(0)
            .filter(
                ScanFilter.compare(
                    "day",
                    ScanFilter.Comparison.GREATER,
                    LogicalTypeRoot.DATE,
                    (int) LocalDate.parse("2024-03-30").toEpochDay()));
    assertThat(firstLook(source)).containsExactly("b");
  }

  @Test
  void filesOfAnotherPartitioningAreNotReadWrongly() throws Throwable {
    log.commit(1, add("a", true, "\"day\":\"1\""));
    started(builder().startingVersion(1));
    assertThatThrownBy(this::look)
        .hasStackTraceContaining(table.path())
        .hasStackTraceContaining("[day]");
  }

  @Test
  void aFeatureThatCannotBeReadIsNamed() throws Throwable {
    started(builder().startingVersion(1));
    log.commit(1, protocol("variantType"));
    assertThatThrownBy(this::look)
        .hasStackTraceContaining(table.path())
        .hasStackTraceContaining("variantType");
  }

  private void changeSchema(ContinuousDeltaSourceBuilder source, String... fields)
      throws Throwable {
    long version = table.snapshot().getVersion() + 1;
    try (MockSplitEnumeratorContext<DeltaSourceSplit> itsContext =
        new MockSplitEnumeratorContext<>(2)) {
      source.startingVersion(version).build().createEnumerator(itsContext).start();
      log.commit(version, metadata("", fields));
      itsContext.runPeriodicCallable(0);
    } finally {
      log.clean(version);
    }
  }

  private String metadata(String property, String... fields) {
    return LogWriter.metadata(
        table.snapshot().getMetadata().getId(),
        "{\"type\":\"struct\",\"fields\":[" + String.join(",", fields) + "]}",
        "\"comment\":\"" + property + "\"");
  }

  private ContinuousDeltaSourceBuilder builder() {
    return DeltaSource.forContinuousRowData(table.path());
  }

  private static ContinuousRead read(DeltaSource source) {
    return source.continuous().orElseThrow();
  }

  private SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> started(
      ContinuousDeltaSourceBuilder source) {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        source.build().createEnumerator(context);
    enumerator.start();
    return enumerator;
  }

  private void look() throws Throwable {
    context.runPeriodicCallable(0);
  }

  private static List<String> firstLook(ContinuousDeltaSourceBuilder source) throws Throwable {
    try (MockSplitEnumeratorContext<DeltaSourceSplit> context =
        new MockSplitEnumeratorContext<>(2)) {
      SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
          source.build().createEnumerator(context);
      enumerator.start();
      context.runPeriodicCallable(0);
      return files(enumerator);
    }
  }

  private List<String> assigned() {
    List<String> files = new ArrayList<>();
    for (SplitsAssignment<DeltaSourceSplit> assignment : context.getSplitsAssignmentSequence()) {
      for (List<DeltaSourceSplit> splits : assignment.assignment().values()) {
        splits.forEach(split -> files.add(fileName(split)));
      }
    }
    return files;
  }

  private static List<String> files(
      SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator) throws Exception {
    return pending(enumerator).stream()
        .map(ContinuousSplitEnumeratorTest::fileName)
        .collect(Collectors.toList());
  }

  private static Set<String> ids(SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator)
      throws Exception {
    return pending(enumerator).stream().map(DeltaSourceSplit::splitId).collect(Collectors.toSet());
  }

  private static List<DeltaSourceSplit> pending(
      SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator) throws Exception {
    return enumerator.snapshotState(1).pending().orElseThrow();
  }

  private static long gauge(MetricListener metrics, String name) {
    return metrics.<Long>getGauge("enumerator", name).orElseThrow().getValue();
  }

  private static String fileName(DeltaSourceSplit split) {
    return split.path().substring(split.path().lastIndexOf('/') + 1);
  }

  private static DeltaEnumeratorState serialized(DeltaEnumeratorState state) throws IOException {
    DeltaEnumeratorStateSerializer serializer = DeltaEnumeratorStateSerializer.INSTANCE;
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(state));
  }
}
