package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every route does, tried on real servers. */
abstract class RouteBehaviour {

  private static final String[] PINS =
      IntStream.range(0, 25)
          .mapToObj(
              i -> "{\"index\":" + i + ",\"title\":\"\u00a0pin \\\"é\ud83d\udccc\\\" " + i + "\"}")
          .toArray(String[]::new);

  private final String id = "id-" + UUID.randomUUID();
  private Route route;

  /** A new route to topics or streams of an id, whose requests can be made to go wrong. */
  abstract Route connect(String id);

  /** Creates an id's topic or stream of a kind. */
  abstract void create(String id, RecordKind kind) throws InterruptedException, ExecutionException;

  /** What that holds now, as text. */
  abstract List<String> stored(String id, RecordKind kind);

  /** A record which the receiving system refuses for good. */
  abstract PostRecord refusable();

  /** Closes the connection under the next request. */
  abstract void dropConnection();

  /** How a payload is stored: as it is, but where the route may write its JSON anew. */
  String storedAs(String payload) {
    return payload;
  }

  @BeforeEach
  void connectRoute() {
    route = connect(id);
  }

  @AfterEach
  void closeRoute() {
    route.close();
  }

  @Test
  void storesEveryRecordAndTellsItsPlace() throws InterruptedException, ExecutionException {
    for (RecordKind kind : RecordKind.values()) {
      create(id, kind);
    }

    EmulatorReport report = run(TestRuns.FAST, TestPosts.all(TestPosts.generated(12)));

    assertThat(report.complete()).as("%s", report).isTrue();
    for (RecordKind kind : RecordKind.values()) {
      assertThat(stored(id, kind))
          .hasSize(12)
          .containsExactlyInAnyOrderElementsOf(
              TestPosts.all(TestPosts.generated(12)).stream()
                  .filter(record -> record.kind() == kind)
                  .map(record -> storedAs(TestPosts.text(record)))
                  .toList());
      KindReport kindReport = report.kinds().get(kind);
      assertThat(kindReport.destination()).contains(id).endsWith(kind.id());
      assertThat(kindReport.ranges().stream().mapToLong(PositionRange::records).sum())
          .isEqualTo(12);
    }
  }

  @Test
  void storesWhatIsNoJsonToo() throws InterruptedException, ExecutionException {
    create(id, RecordKind.PIN);
    String text = "no \"json\"\\ \u00a0é";

    EmulatorReport report =
        run(TestRuns.FAST, List.of(new PostRecord(RecordKind.PIN, text.getBytes(UTF_8), false)));

    assertThat(report.complete()).as("%s", report).isTrue();
    assertThat(stored(id, RecordKind.PIN)).containsExactly(text);
  }

  @Test
  void reportsTheOneRecordThatIsRefusedAndStoresTheOthers()
      throws InterruptedException, ExecutionException {
    create(id, RecordKind.PIN);
    PostRecord refusable = refusable();
    PostRecord[] records = {pin(0), pin(1), refusable, pin(3), pin(4)};

    EmulatorReport report = run(TestRuns.FAST.withBatchBytes(4_000_000), List.of(records));

    assertThat(report.exhausted()).isTrue();
    assertThat(report.complete()).isFalse();
    assertThat(report.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.post()).isEqualTo(2))
        .satisfies(failure -> assertThat(failure.reason()).isNotBlank());
    assertThat(stored(id, RecordKind.PIN))
        .containsExactlyInAnyOrder(PINS[0], PINS[1], PINS[3], PINS[4]);
  }

  @Test
  void sendsAgainWhatADroppedConnectionLeftOpen() throws InterruptedException, ExecutionException {
    create(id, RecordKind.PIN);
    dropConnection();

    EmulatorReport report = runPins();

    assertThat(report.complete()).as("%s", report).isTrue();
    assertThat(stored(id, RecordKind.PIN)).contains(PINS);
  }

  final EmulatorReport runPins() throws InterruptedException {
    return run(
        TestRuns.FAST, IntStream.range(0, PINS.length).mapToObj(RouteBehaviour::pin).toList());
  }

  final EmulatorReport run(EmulatorConfig config, List<PostRecord> records)
      throws InterruptedException {
    return Emulator.run(
        config.withRetryTimeout(Duration.ofSeconds(60)),
        TestPosts.of(records.toArray(PostRecord[]::new)),
        route,
        ProgressListener.NONE);
  }

  final List<String> storedPins() {
    return stored(id, RecordKind.PIN);
  }

  final void createPins() throws InterruptedException, ExecutionException {
    create(id, RecordKind.PIN);
  }

  static List<String> pins() {
    return Arrays.asList(PINS);
  }

  private static PostRecord pin(int place) {
    return TestPosts.json(RecordKind.PIN, PINS[place]);
  }
}
