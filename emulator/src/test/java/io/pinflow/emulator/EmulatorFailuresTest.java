package io.pinflow.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.emulator.route.SendResult;
import io.pinflow.schema.RecordKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Requests that the route does not take, or not yet. */
class EmulatorFailuresTest {

  @Test
  void sendsAgainWhatTheRouteCouldNotTakeAndLosesNothing() throws InterruptedException {
    ScriptedRoute route =
        new ScriptedRoute(
            call -> call.number() < 30 ? new SendResult.Retriable("no broker") : null);

    EmulatorReport report = TestRuns.run(TestRuns.FAST, TestPosts.generated(100), route);

    assertThat(report.complete()).isTrue();
    assertThat(report.kinds().values().stream().mapToLong(KindReport::retried).sum()).isPositive();
    assertThat(TestPosts.texts(route.stored()))
        .hasSameElementsAs(TestPosts.texts(TestPosts.all(TestPosts.generated(100))))
        .hasSize(300);
  }

  @Test
  void givesUpAfterTheRetryTimeoutAndAccountsForEveryRecordItRead() throws InterruptedException {
    ScriptedRoute route = new ScriptedRoute(call -> new SendResult.Retriable("no broker"));

    EmulatorReport report =
        TestRuns.run(
            TestRuns.FAST.withRetryTimeout(Duration.ofMillis(100)),
            TestPosts.generated(100_000),
            route);

    assertThat(report.exhausted()).isFalse();
    assertThat(report.complete()).isFalse();
    assertThat(report.acknowledged()).isZero();
    assertThat(report.posts()).isLessThan(100_000);
    assertThat(report.failed()).isEqualTo(report.posts() * 3);
    assertThat(report.failures()).isNotEmpty().hasSizeLessThanOrEqualTo(100);
    assertThat(report.failures().get(0).reason()).contains("no broker").contains("PT0.1S");
  }

  @Test
  void findsTheOneRecordForWhichARequestIsRefused() throws InterruptedException {
    ScriptedRoute route =
        new ScriptedRoute(
            call ->
                call.records().stream().anyMatch(record -> TestPosts.text(record).equals("bad"))
                    ? new SendResult.BatchRejected("too large")
                    : null);

    EmulatorReport report =
        TestRuns.run(
            TestRuns.FAST, TestPosts.pins("1", "2", "3", "4", "bad", "6", "7", "8", "9"), route);

    assertThat(report.acknowledged()).isEqualTo(8);
    assertThat(report.failures())
        .containsExactly(new RecordFailure(RecordKind.PIN, 4, "too large"));
    assertThat(report.exhausted()).isTrue();
    assertThat(report.complete()).isFalse();
  }

  @Test
  void doesNotSendARefusedRecordAgain() throws InterruptedException {
    ScriptedRoute route =
        new ScriptedRoute(
            call -> call.kind() == RecordKind.GEO ? new SendResult.Rejected("no topic") : null);

    EmulatorReport report = TestRuns.run(TestRuns.FAST, TestPosts.generated(10), route);

    assertThat(report.kinds().get(RecordKind.GEO).failed()).isEqualTo(10);
    assertThat(report.kinds().get(RecordKind.GEO).retried()).isZero();
    assertThat(report.kinds().get(RecordKind.PIN).acknowledged()).isEqualTo(10);
    assertThat(report.exhausted()).isTrue();
  }
}
