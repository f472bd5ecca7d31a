package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** How records are put together into requests, and when these are sent. */
class EmulatorRequestsTest {

  @Test
  void boundsTheSizeOfRequestsAndTheirNumber() throws InterruptedException {
    ScriptedRoute route = ScriptedRoute.storingAll();

    TestRuns.run(TestRuns.FAST.withRequestsInFlight(3), TestPosts.generated(200), route);

    assertThat(route.requests())
        .allMatch(call -> call.records().size() <= 10)
        .allMatch(call -> call.records().stream().allMatch(record -> record.kind() == call.kind()));
    assertThat(route.mostInFlight()).isLessThanOrEqualTo(3);
  }

  @Test
  void boundsTheBytesOfRequestsButSendsALargerRecordAlone() throws InterruptedException {
    EmulatorConfig config =
        new EmulatorConfig(
            0, 100, 50, Duration.ofSeconds(9), 2, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    ScriptedRoute route = ScriptedRoute.storingAll();

    TestRuns.run(
        config,
        TestPosts.pins("a".repeat(20), "b".repeat(20), "c".repeat(20), "d".repeat(90), "e"),
        route);

    assertThat(route.requests())
        .extracting(call -> call.records().size())
        .containsExactly(2, 1, 1, 1);
  }

  @Test
  void separatesOpaqueRecordsFromJson() throws InterruptedException {
    ScriptedRoute route = ScriptedRoute.storingAll();
    PostRecord json = PostRecord.json(RecordKind.PIN, "{}".getBytes(UTF_8));
    PostRecord opaque = new PostRecord(RecordKind.PIN, "?".getBytes(UTF_8), false);

    TestRuns.run(TestRuns.FAST, TestPosts.of(json, opaque, json), route);

    assertThat(route.requests())
        .extracting(call -> call.records().size())
        .containsExactlyInAnyOrder(2, 1);
  }

  @Test
  void holdsTheRate() throws InterruptedException {
    EmulatorReport report =
        TestRuns.run(
            TestRuns.FAST.withPostsPerSecond(200),
            TestPosts.generated(101),
            ScriptedRoute.storingAll());

    // 101 posts at 200/s: the last is due after 500 ms.
    assertThat(report.elapsed()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(10));
  }

  @Test
  void doesNotHoldRecordsBackAtALowRate() throws InterruptedException {
    List<Integer> storedAtPost = new CopyOnWriteArrayList<>();
    ScriptedRoute route = ScriptedRoute.storingAll();
    PostSource source = TestPosts.generated(4);
    PostSource watched =
        new PostSource() {
          @Override
          public String identity() {
            return source.identity();
          }

          @Override
          public void startAfter(long mark) {
            source.startAfter(mark);
          }

          @Override
          public long mark() {
            return source.mark();
          }

          @Override
          public OptionalLong records() {
            return source.records();
          }

          @Override
          public Optional<Post> next() {
            storedAtPost.add(route.requests().size());
            return source.next();
          }

          @Override
          public void close() {
            source.close();
          }
        };

    TestRuns.run(TestRuns.FAST.withPostsPerSecond(4), watched, route);

    // Asked for post 3, when post 2 has waited for its turn, post 1 has long been sent.
    assertThat(storedAtPost.get(2)).isGreaterThanOrEqualTo(3);
  }
}
