package io.pinflow.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.emulator.route.SendResult;
import io.pinflow.schema.RecordKind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EmulatorTest {

  @Test
  void deliversEveryRecordAndCountsEachOnce() throws InterruptedException {
    ScriptedRoute route = ScriptedRoute.storingAll();

    EmulatorReport report = TestRuns.run(TestRuns.FAST, TestPosts.generated(101), route);

    assertThat(report.complete()).isTrue();
    assertThat(report.posts()).isEqualTo(101);
    assertThat(report.acknowledged()).isEqualTo(303);
    assertThat(TestPosts.texts(route.stored()))
        .hasSameElementsAs(TestPosts.texts(TestPosts.all(TestPosts.generated(101))))
        .hasSize(303);
    for (RecordKind kind : RecordKind.values()) {
      KindReport kindReport = report.kinds().get(kind);
      assertThat(kindReport.sent()).isEqualTo(101);
      assertThat(kindReport.acknowledged()).isEqualTo(101);
      assertThat(kindReport.destination()).isEqualTo("memory." + kind.id());
      assertThat(kindReport.ranges())
          .singleElement()
          .satisfies(range -> assertThat(range.records()).isEqualTo(101));
    }
  }

  @Test
  void sendsTheSameRecordsWhateverTheBatchesAndTheParallelism() throws InterruptedException {
    List<String> sent = null;
    for (EmulatorConfig config :
        List.of(
            TestRuns.FAST,
            TestRuns.FAST.withBatchRecords(1).withRequestsInFlight(8),
            TestRuns.FAST.withRequestsInFlight(1).withBatchRecords(1000),
            TestRuns.FAST.withPostsPerSecond(2_000))) {
      ScriptedRoute route = ScriptedRoute.storingAll();
      TestRuns.run(config, TestPosts.generated(100), route);
      List<String> stored = TestPosts.texts(route.stored()).stream().sorted().toList();
      assertThat(stored).isEqualTo(sent == null ? stored : sent);
      sent = stored;
    }
  }

  @Test
  void keepsTheOrderOfEachKindWithOneRequestInFlight() throws InterruptedException {
    ScriptedRoute route =
        new ScriptedRoute(call -> call.number() % 3 == 1 ? new SendResult.Retriable("busy") : null);

    TestRuns.run(TestRuns.FAST.withRequestsInFlight(1), TestPosts.generated(95), route);

    for (RecordKind kind : RecordKind.values()) {
      assertThat(TestPosts.texts(route.stored().stream().filter(r -> r.kind() == kind).toList()))
          .isEqualTo(
              TestPosts.texts(
                  TestPosts.all(TestPosts.generated(95)).stream()
                      .filter(r -> r.kind() == kind)
                      .toList()));
    }
  }

  @Test
  void tellsItsListenerTheProgressAndTheEnd() throws InterruptedException {
    List<Progress> seen = new CopyOnWriteArrayList<>();
    List<EmulatorReport> ends = new CopyOnWriteArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void advanced(Progress progress) {
            seen.add(progress);
          }

          @Override
          public void finished(EmulatorReport report) {
            ends.add(report);
          }
        };

    EmulatorReport report =
        Emulator.run(TestRuns.FAST, TestPosts.generated(10), ScriptedRoute.storingAll(), listener);

    assertThat(ends).containsExactly(report);
    assertThat(seen.get(seen.size() - 1).acknowledged()).isEqualTo(30);
    assertThat(seen.get(seen.size() - 1).total()).hasValue(30);
  }
}
