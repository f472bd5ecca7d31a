package io.pinflow.jobs;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * CleanJob from an archive, beside one from the broker itself: 60 posts a minute apart over the
 * turn of a day, the first 20 of them again 40 minutes later, and bad records.
 */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayIT {

  private static final long START = Instant.parse("2024-02-29T23:30:00Z").toEpochMilli();
  private static final int POSTS = 60;
  private static final int REPEATED = 20;
  private static final String[] LIMITS = {"--max-record-size", "4 kb", "--max-nesting-depth", "8"};
  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(2, METRICS.addTo(new Configuration()));

  @TempDir private static Path folder;

  private KafkaBroker broker;
  private Path archive;
  private Path live;

  /** Once: Flink's extension lends its cluster to the methods of a test alone. */
  @BeforeEach
  void archiveAndClean(KafkaBroker shared) throws Exception {
    if (broker != null) {
      return;
    }
    broker = shared;
    archive = folder.resolve("archive");
    live = folder.resolve("live");
    try (KafkaTopics topics =
        KafkaTopics.create(broker, topic("pin"), topic("geo"), topic("user"))) {
      for (RecordKind kind : RecordKind.values()) {
        send(topics, kind, Posts.of(kind, 0, POSTS), START);
        send(topics, kind, Posts.of(kind, 0, REPEATED), START + minutes(40));
        send(topics, kind, BadRecords.of(kind), START);
      }
    }
    run(new RawArchiveJob(), fromBroker("--archive-root", archive.toUri().toString()));
    run(new CleanJob(), fromBroker(withLimits("--table-root", live.toUri().toString())));
  }

  @Test
  void makesTheTablesOfALiveRunFromTheArchive() throws Exception {
    Map<String, Object> counts = replay("new", LIMITS);

    assertThat(tables("new")).isEqualTo(tables("live"));
    assertThat(counts)
        .containsEntry("user.clean", (long) POSTS)
        .containsEntry("user.duplicate", (long) REPEATED)
        .containsEntry("user.quarantined", (long) BadRecords.of(RecordKind.USER).size())
        .containsEntry("pin.quarantined", (long) BadRecords.of(RecordKind.PIN).size())
        .doesNotContainKey("pin.already-stored");
  }

  @Test
  void keepsRepetitionsWithoutDeduplicationAndAddsNothingTheSecondTime() throws Exception {
    replay("all", withLimits("--dedup-window", "off"));
    Map<TableSchema, List<String>> first = tables("all");
    Map<String, Object> again = replay("all", withLimits("--dedup-window", "off"));

    for (RecordKind kind : RecordKind.values()) {
      assertThat(new StoredTables(folder.resolve("all")).column(TableSchema.of(kind), "ind"))
          .hasSize(POSTS + REPEATED);
    }
    assertThat(first.get(TableSchema.quarantine())).isEqualTo(quarantine("live"));
    assertThat(tables("all")).isEqualTo(first);
    assertThat(again)
        .containsEntry("geo.already-stored", (long) POSTS + REPEATED + bad(RecordKind.GEO))
        .containsEntry("geo.clean", 0L);
  }

  @Test
  void addsNothingToTheTablesOfALiveRun() throws Exception {
    copy(live, folder.resolve("copy"));

    Map<String, Object> counts = replay("copy");

    // The limit is another one than the live run's: what is refused no more is left to a redrive.
    assertThat(tables("copy")).isEqualTo(tables("live"));
    assertThat(counts)
        .containsEntry("pin.already-stored", (long) POSTS + bad(RecordKind.PIN))
        .containsEntry("pin.duplicate", (long) REPEATED)
        .containsEntry("pin.clean", 0L)
        .containsEntry("pin.quarantined", 0L);
  }

  @Test
  void addsExactlyTheRowsWhichTablesLack() throws Exception {
    copy(live, folder.resolve("holed"));
    for (TableSchema table : tables()) {
      loseEverySecondFile(folder.resolve("holed").resolve(table.tableName()));
    }
    long lost = rows("live") - rows("holed");

    Map<String, Object> counts = replay("holed", LIMITS);

    assertThat(lost).isBetween(10L, rows("live") - 10);
    assertThat(tables("holed")).isEqualTo(tables("live"));
    assertThat(
            Stream.of("pin", "geo", "user")
                .mapToLong(
                    kind ->
                        (long) counts.get(kind + ".clean")
                            + (long) counts.get(kind + ".quarantined"))
                .sum())
        .isEqualTo(lost);
  }

  @Test
  void tellsTheLedgersWhatALiveRunTellsThem() throws Exception {
    replay("ledgers", LIMITS);
    Map<String, String> first = ledgers("ledgers");
    replay("ledgers", LIMITS);

    assertThat(first).isEqualTo(ledgers("live"));
    assertThat(ledgers("ledgers")).isEqualTo(first);
  }

  @Test
  void leavesTheLedgersToAReplayOfTheWholeArchive() throws Exception {
    replay("parts", withLimits("--archive-to", "2024-03-01T00:00:00Z"));
    assertThat(ledgers("parts").values()).containsOnly("[]");
    replay("parts", withLimits("--archive-from", "2024-02-29T23:59:00Z"));
    replay("parts", LIMITS);

    assertThat(tables("parts")).isEqualTo(tables("live"));
    assertThat(ledgers("parts")).isEqualTo(ledgers("live"));
  }

  @Test
  void isGoneOnFromByAJobWithoutAnyState() throws Exception {
    replay("switched", LIMITS);
    Map<TableSchema, List<String>> before = tables("switched");

    List<String> args = fromBroker("--table-root", folder.resolve("switched").toUri().toString());
    args.addAll(List.of(LIMITS));
    args.addAll(List.of("--kafka-group-id", "switched", "--start-position", "earliest"));
    run(new CleanJob(), args);

    assertThat(tables("switched")).isEqualTo(before);
  }

  @Test
  void storesWhatARuleRefusesNoMore() throws Exception {
    replay("mended", "--max-nesting-depth", "8");

    // One record of each kind was too large; as a pin it is a row, the others lack fields.
    assertThat(rows("mended", TableSchema.of(RecordKind.PIN))).isEqualTo(POSTS + 1);
    assertThat(new StoredTables(folder.resolve("mended")).column(TableSchema.quarantine(), "code"))
        .hasSize(quarantine("live").size() - 1)
        .doesNotContain("too-large");
  }

  @Test
  void readsTheTimesAndTheTopicsAskedForAlone() throws Exception {
    Map<String, Object> counts =
        replay(
            "part",
            "--archive-prefix",
            "topics/" + topic("geo"),
            "--archive-from",
            "2024-02-29T23:45:00Z",
            "--archive-to",
            "2024-03-01T00:05:00Z");

    assertThat(
            new StoredTables(folder.resolve("part")).column(TableSchema.of(RecordKind.GEO), "ind"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.iterate(15, i -> i + 1).limit(20).map(String::valueOf).collect(toList()));
    assertThat(counts).containsEntry("geo.clean", 20L).containsEntry("geo.quarantined", 0L);
    assertThat(folder.resolve("part/pin_table")).doesNotExist();
  }

  @Test
  void failsForABrokenObjectAndStoresNothing() throws Exception {
    Path broken = folder.resolve("broken-archive");
    copy(archive, broken);
    Path object = new StoredArchive(broken).objects().get(0);
    byte[] whole = Files.readAllBytes(object);
    Files.write(object, Arrays.copyOf(whole, whole.length - 3));

    assertThatThrownBy(() -> replayOf(broken, "none"))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains(object.getFileName() + "' cannot be read after line "));
    assertThat(rows("none")).isZero();
  }

  private void send(KafkaTopics topics, RecordKind kind, List<byte[]> values, long start)
      throws ExecutionException, InterruptedException {
    topics.send(topic(kind.id()), values, i -> start + minutes(i));
  }

  private Map<String, Object> replay(String root, String... more) throws Exception {
    return replayOf(archive, root, more);
  }

  private Map<String, Object> replayOf(Path from, String root, String... more) throws Exception {
    List<String> args =
        new ArrayList<>(List.of("--source", "archive", "--archive-root", from.toUri().toString()));
    args.addAll(List.of("--table-root", folder.resolve(root).toUri().toString()));
    args.addAll(List.of(more));
    return run(new CleanJob(), args);
  }

  private static Map<String, Object> run(Job job, List<String> args) throws Exception {
    return RunningJob.start(job, METRICS, null, args.toArray(new String[0])).awaitResult();
  }

  private List<String> fromBroker(String... more) {
    List<String> args =
        new ArrayList<>(KafkaTopics.allOf(broker, topic("pin"), topic("geo"), topic("user")));
    args.addAll(List.of(more));
    return args;
  }

  private static String[] withLimits(String... more) {
    return Stream.concat(Stream.of(LIMITS), Stream.of(more)).toArray(String[]::new);
  }

  /** What the ledger of each table tells. */
  private Map<String, String> ledgers(String root) {
    Map<String, String> ledgers = new HashMap<>();
    for (TableSchema table : tables()) {
      String path = folder.resolve(root).resolve(table.tableName()).toUri().toString();
      ledgers.put(
          table.tableName(),
          DeltaTableProgress.read(path, new Configuration()).sources().toString());
    }
    return ledgers;
  }

  private static String topic(String kind) {
    return "replay." + kind;
  }

  private static long minutes(int minutes) {
    return minutes * 60_000L;
  }

  private static long bad(RecordKind kind) {
    return BadRecords.of(kind).size();
  }

  private static List<TableSchema> tables() {
    List<TableSchema> tables = new ArrayList<>();
    for (RecordKind kind : RecordKind.values()) {
      tables.add(TableSchema.of(kind));
    }
    tables.add(TableSchema.quarantine());
    return tables;
  }

  /** Every row of every table, in an order of its own. */
  private Map<TableSchema, List<String>> tables(String root) throws Exception {
    Map<TableSchema, List<String>> rows = new HashMap<>();
    for (TableSchema table : tables()) {
      rows.put(
          table,
          new StoredTables(folder.resolve(root)).rows(table).stream().sorted().collect(toList()));
    }
    return rows;
  }

  private List<String> quarantine(String root) throws Exception {
    return tables(root).get(TableSchema.quarantine());
  }

  private int rows(String root, TableSchema table) throws Exception {
    return new StoredTables(folder.resolve(root)).rows(table).size();
  }

  private long rows(String root) throws Exception {
    return tables(root).values().stream().mapToLong(List::size).sum();
  }

  private static void copy(Path from, Path to) throws IOException {
    FileUtils.copy(
        new org.apache.flink.core.fs.Path(from.toUri()),
        new org.apache.flink.core.fs.Path(to.toUri()),
        false);
  }

  /** Takes every second file that was added out of a table's log. */
  private static void loseEverySecondFile(Path table) throws IOException {
    int added = 0;
    List<Path> log;
    try (Stream<Path> files = Files.list(table.resolve("_delta_log"))) {
      log = files.sorted().collect(toList());
    }
    for (Path file : log) {
      if (file.toString().endsWith(".crc")) {
        Files.delete(file);
      } else if (file.toString().endsWith(".json")) {
        List<String> kept = new ArrayList<>();
        for (String action : Files.readAllLines(file)) {
          if (!action.startsWith("{\"add\"") || ++added % 2 == 0) {
            kept.add(action);
          }
        }
        Files.write(file, kept);
      }
    }
  }
}
