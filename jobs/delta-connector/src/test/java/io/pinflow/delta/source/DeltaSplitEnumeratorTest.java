package io.pinflow.delta.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pinflow.delta.kernel.ScanFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeltaSplitEnumeratorTest {

  private final MockSplitEnumeratorContext<DeltaSourceSplit> context =
      new MockSplitEnumeratorContext<>(2);

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @Test
  void aReaderThatAsksBeforeTheFilesAreListedGetsItsSplitThen() throws Throwable {
    register(0);
    DeltaSplitEnumerator enumerator = enumerator(() -> List.of(file("a")));
    enumerator.start();
    enumerator.handleSplitRequest(0, null);
    assertThat(enumerator.snapshotState(1).pending()).isEmpty();
    assertThat(context.getSplitsAssignmentSequence()).isEmpty();
    context.runNextOneTimeCallable();
    assertThat(assigned(0)).isEqualTo("a");
    assertThat(enumerator.snapshotState(2).pending()).contains(List.of());
  }

  @Test
  void eachSplitGoesToOneReaderAndTheEndToAll() throws Throwable {
    register(0);
    register(1);
    DeltaSplitEnumerator enumerator = enumerator(() -> List.of(file("a"), file("b"), file("c")));
    enumerator.start();
    context.runNextOneTimeCallable();
    enumerator.handleSplitRequest(1, null);
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(1, null);
    assertThat(assigned(0)).isEqualTo("a");
    assertThat(assigned(1)).isEqualTo("b");
    assertThat(assigned(2)).isEqualTo("c");
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(1, null);
    assertThat(context.getSplitsAssignmentSequence()).hasSize(3);
    assertThat(context.hasNoMoreSplits(0)).isTrue();
    assertThat(context.hasNoMoreSplits(1)).isTrue();
  }

  @Test
  void aFailedReadersSplitsComeBackWithWhatWasReadOfThem() throws Throwable {
    register(0);
    DeltaSplitEnumerator enumerator = enumerator(() -> List.of(file("a"), file("b")));
    enumerator.start();
    context.runNextOneTimeCallable();
    enumerator.handleSplitRequest(0, null);
    DeltaSourceSplit given =
        context.getSplitsAssignmentSequence().get(0).assignment().get(0).get(0);
    context.unregisterReader(0);
    enumerator.addSplitsBack(List.of(given.withRowsRead(5)), 0);
    assertThat(enumerator.snapshotState(1).pending().orElseThrow())
        .extracting(DeltaSourceSplit::path, DeltaSourceSplit::rowsRead)
        .containsExactly(tuple("a", 5L), tuple("b", 0L));
  }

  @Test
  void aRestoredEnumeratorListsNothingAgain() {
    register(0);
    DeltaSourceSplit left = new DeltaSourceSplit("3", "left", 10, 0, 10, Map.of(), 0);
    DeltaSplitEnumerator enumerator =
        new DeltaSplitEnumerator(
            context,
            () -> {
              throw new AssertionError("listed again");
            },
            "a table",
            SplitPlanner.BY_PARALLELISM,
            Long.MAX_VALUE,
            DeltaEnumeratorState.planned(List.of(left)));
    enumerator.start();
    assertThat(context.getOneTimeCallables()).isEmpty();
    enumerator.handleSplitRequest(0, null);
    assertThat(assigned(0)).isEqualTo("left");
  }

  @Test
  void aListingThatFailsNamesTheTable() {
    DeltaSplitEnumerator enumerator =
        enumerator(
            () -> {
              throw new IllegalStateException("no access");
            });
    enumerator.start();
    assertThatThrownBy(context::runNextOneTimeCallable).hasStackTraceContaining("a table");
  }

  private void register(int subtask) {
    context.registerReader(new ReaderInfo(subtask, "localhost"));
  }

  private DeltaSplitEnumerator enumerator(Callable<List<ScanFile>> files) {
    return new DeltaSplitEnumerator(
        context,
        files,
        "a table",
        SplitPlanner.BY_PARALLELISM,
        Long.MAX_VALUE,
        DeltaEnumeratorState.NOT_PLANNED);
  }

  private String assigned(int assignment) {
    return context
        .getSplitsAssignmentSequence()
        .get(assignment)
        .assignment()
        .values()
        .iterator()
        .next()
        .get(0)
        .path();
  }

  private static ScanFile file(String path) {
    return new ScanFile(path, 10, Map.of(), OptionalLong.empty(), Optional.empty());
  }
}
