package io.pinflow.delta.source;

import static io.pinflow.delta.testing.LogWriter.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.testing.TestTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.junit.jupiter.api.Test;

/** Where a continuous read begins, and where one that is restored goes on. */
class ContinuousReadStartTest extends ContinuousReadFixture {

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

  private static DeltaEnumeratorState serialized(DeltaEnumeratorState state) throws IOException {
    DeltaEnumeratorStateSerializer serializer = DeltaEnumeratorStateSerializer.INSTANCE;
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(state));
  }
}
