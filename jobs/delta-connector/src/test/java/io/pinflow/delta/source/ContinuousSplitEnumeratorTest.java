package io.pinflow.delta.source;

import static io.pinflow.delta.testing.LogWriter.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.InternalSplitEnumeratorMetricGroup;
import org.junit.jupiter.api.Test;

class ContinuousSplitEnumeratorTest extends ContinuousReadFixture {

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
            SplitPlanner.BY_PARALLELISM,
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
            SplitPlanner.BY_PARALLELISM,
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

  private static Set<String> ids(SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator)
      throws Exception {
    return pending(enumerator).stream().map(DeltaSourceSplit::splitId).collect(Collectors.toSet());
  }

  private static long gauge(MetricListener metrics, String name) {
    return metrics.<Long>getGauge("enumerator", name).orElseThrow().getValue();
  }
}
