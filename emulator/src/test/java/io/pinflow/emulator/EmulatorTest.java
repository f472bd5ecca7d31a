package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.emulator.generator.GeneratorConfig;
import io.pinflow.emulator.generator.PostGenerator;
import io.pinflow.emulator.route.SendResult;
import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EmulatorTest {

  private static final EmulatorConfig FAST =
      new EmulatorConfig(
          0,
          10,
          100_000,
          Duration.ofMillis(20),
          4,
          Duration.ofSeconds(20),
          Duration.ofMillis(1),
          Duration.ofMillis(4));

  @Test
  void deliversEveryRecordAndCountsEachOnce() throws InterruptedException {
    ScriptedRoute route = ScriptedRoute.storingAll();

    EmulatorReport report = run(FAST, generated(101), route);

    assertThat(report.complete()).isTrue();
    assertThat(report.posts()).isEqualTo(101);
    assertThat(report.acknowledged()).isEqualTo(303);
    assertThat(texts(route.stored())).hasSameElementsAs(texts(all(generated(101)))).hasSize(303);
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
            FAST,
            FAST.withBatchRecords(1).withRequestsInFlight(8),
            FAST.withRequestsInFlight(1).withBatchRecords(1000),
            FAST.withPostsPerSecond(2_000))) {
      ScriptedRoute route = ScriptedRoute.storingAll();
      run(config, generated(100), route);
      List<String> stored = texts(route.stored()).stream().sorted().toList();
      assertThat(stored).isEqualTo(sent == null ? stored : sent);
      sent = stored;
    }
  }

  @Test
  void keepsTheOrderOfEachKindWithOneRequestInFlight() throws InterruptedException {
    ScriptedRoute route =
        new ScriptedRoute(call -> call.number() % 3 == 1 ? new SendResult.Retriable("busy") : null);

    run(FAST.withRequestsInFlight(1), generated(95), route);

    for (RecordKind kind : RecordKind.values()) {
      assertThat(texts(route.stored().stream().filter(r -> r.kind() == kind).toList()))
          .isEqualTo(texts(all(generated(95)).stream().filter(r -> r.kind() == kind).toList()));
    }
  }

  @Test
  void boundsTheSizeOfRequestsAndTheirNumber() throws InterruptedException {
    ScriptedRoute route = ScriptedRoute.storingAll();

    run(FAST.withRequestsInFlight(3), generated(200), route);

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

    run(config, pins("a".repeat(20), "b".repeat(20), "c".repeat(20), "d".repeat(90), "e"), route);

    assertThat(route.requests())
        .extracting(call -> call.records().size())
        .containsExactly(2, 1, 1, 1);
  }

  @Test
  void separatesOpaqueRecordsFromJson() throws InterruptedException {
    ScriptedRoute route = ScriptedRoute.storingAll();
    PostRecord json = PostRecord.json(RecordKind.PIN, "{}".getBytes(UTF_8));
    PostRecord opaque = new PostRecord(RecordKind.PIN, "?".getBytes(UTF_8), false);

    run(FAST, new ListSource(List.of(json, opaque, json)), route);

    assertThat(route.requests())
        .extracting(call -> call.records().size())
        .containsExactlyInAnyOrder(2, 1);
  }

  @Test
  void sendsAgainWhatTheRouteCouldNotTakeAndLosesNothing() throws InterruptedException {
    ScriptedRoute route =
        new ScriptedRoute(
            call -> call.number() < 30 ? new SendResult.Retriable("no broker") : null);

    EmulatorReport report = run(FAST, generated(100), route);

    assertThat(report.complete()).isTrue();
    assertThat(report.kinds().values().stream().mapToLong(KindReport::retried).sum()).isPositive();
    assertThat(texts(route.stored())).hasSameElementsAs(texts(all(generated(100)))).hasSize(300);
  }

  @Test
  void givesUpAfterTheRetryTimeoutAndAccountsForEveryRecordItRead() throws InterruptedException {
    ScriptedRoute route = new ScriptedRoute(call -> new SendResult.Retriable("no broker"));

    EmulatorReport report =
        run(FAST.withRetryTimeout(Duration.ofMillis(100)), generated(100_000), route);

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
                call.records().stream().anyMatch(record -> text(record).equals("bad"))
                    ? new SendResult.BatchRejected("too large")
                    : null);

    EmulatorReport report = run(FAST, pins("1", "2", "3", "4", "bad", "6", "7", "8", "9"), route);

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

    EmulatorReport report = run(FAST, generated(10), route);

    assertThat(report.kinds().get(RecordKind.GEO).failed()).isEqualTo(10);
    assertThat(report.kinds().get(RecordKind.GEO).retried()).isZero();
    assertThat(report.kinds().get(RecordKind.PIN).acknowledged()).isEqualTo(10);
    assertThat(report.exhausted()).isTrue();
  }

  @Test
  void holdsTheRate() throws InterruptedException {
    EmulatorReport report =
        run(FAST.withPostsPerSecond(200), generated(101), ScriptedRoute.storingAll());

    // 101 posts at 200/s: the last is due after 500 ms.
    assertThat(report.elapsed()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(10));
  }

  @Test
  void doesNotHoldRecordsBackAtALowRate() throws InterruptedException {
    List<Integer> storedAtPost = new CopyOnWriteArrayList<>();
    ScriptedRoute route = ScriptedRoute.storingAll();
    PostSource source = generated(4);
    PostSource watched =
        new PostSource() {
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

    run(FAST.withPostsPerSecond(4), watched, route);

    // Asked for post 3, when post 2 has waited for its turn, post 1 has long been sent.
    assertThat(storedAtPost.get(2)).isGreaterThanOrEqualTo(3);
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

    EmulatorReport report = Emulator.run(FAST, generated(10), ScriptedRoute.storingAll(), listener);

    assertThat(ends).containsExactly(report);
    assertThat(seen.get(seen.size() - 1).acknowledged()).isEqualTo(30);
    assertThat(seen.get(seen.size() - 1).total()).hasValue(30);
  }

  @Test
  void reportsRangesOfPositions() {
    PositionRange range =
        new PositionRange("0", BigInteger.TEN, BigInteger.TEN, 1)
            .including(BigInteger.TWO)
            .including(BigInteger.valueOf(7));

    assertThat(range).isEqualTo(new PositionRange("0", BigInteger.TWO, BigInteger.TEN, 3));
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertThatThrownBy(() -> FAST.withPostsPerSecond(-1))
        .isInstanceOf(EmulatorException.class)
        .hasMessage("Invalid rate '-1.0': give posts per second, or 0 for as fast as possible");
    assertThatThrownBy(() -> FAST.withPostsPerSecond(Double.NaN))
        .isInstanceOf(EmulatorException.class);
    assertThatThrownBy(() -> FAST.withBatchRecords(0)).hasMessageContaining("batch size '0'");
    assertThatThrownBy(() -> FAST.withRequestsInFlight(0))
        .hasMessageContaining("number of parallel requests '0'");
  }

  private static EmulatorReport run(EmulatorConfig config, PostSource source, ScriptedRoute route)
      throws InterruptedException {
    return Emulator.run(config, source, route, ProgressListener.NONE);
  }

  private static PostSource generated(int posts) {
    return new PostGenerator(new GeneratorConfig(1, 500)).source(posts);
  }

  private static PostSource pins(String... payloads) {
    return new ListSource(
        Arrays.stream(payloads)
            .map(payload -> PostRecord.json(RecordKind.PIN, payload.getBytes(UTF_8)))
            .toList());
  }

  private static List<PostRecord> all(PostSource source) {
    List<PostRecord> records = new ArrayList<>();
    Optional<Post> post;
    while ((post = source.next()).isPresent()) {
      records.addAll(post.get().records());
    }
    return records;
  }

  private static List<String> texts(List<PostRecord> records) {
    return records.stream().map(EmulatorTest::text).toList();
  }

  private static String text(PostRecord record) {
    return new String(record.payload(), UTF_8);
  }

  /** Posts of one record each. */
  private static final class ListSource implements PostSource {
    private final Iterator<PostRecord> records;
    private final int size;

    ListSource(List<PostRecord> records) {
      this.records = records.iterator();
      this.size = records.size();
    }

    @Override
    public OptionalLong records() {
      return OptionalLong.of(size);
    }

    @Override
    public Optional<Post> next() {
      return records.hasNext() ? Optional.of(new Post(List.of(records.next()))) : Optional.empty();
    }

    @Override
    public void close() {}
  }
}
