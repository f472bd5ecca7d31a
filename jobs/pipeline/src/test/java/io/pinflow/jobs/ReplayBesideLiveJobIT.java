package io.pinflow.jobs;

import static io.pinflow.jobs.ReplayedArchive.LIMITS;
import static io.pinflow.jobs.ReplayedArchive.POSTS;
import static io.pinflow.jobs.ReplayedArchive.REPEATED;
import static io.pinflow.jobs.ReplayedArchive.withLimits;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replay of the archive and a job from the broker write the same tables, one after the other: the
 * second adds what the first has not stored, and both tell the ledgers the same.
 */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayBesideLiveJobIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  @TempDir private static Path folder;

  private ReplayedArchive archive;

  /** Once: Flink's extension lends its cluster to the methods of a test alone. */
  @BeforeEach
  void fillOnce(KafkaBroker broker) throws Exception {
    if (archive == null) {
      archive = ReplayedArchive.fill(broker, "replay-beside", folder);
    }
  }

  @AfterAll
  void close() {
    archive.close();
  }

  @Test
  void addsNothingToTheTablesOfALiveRun() throws Exception {
    StoredTables copy = archive.copyOfLive("copy");

    Map<String, Object> counts = archive.replay("copy");

    // The limit is another one than the live run's: what is refused no more is left to a redrive.
    assertThat(copy.rows()).isEqualTo(archive.live().rows());
    long bad = BadRecords.of(RecordKind.PIN).size();
    assertThat(counts)
        .containsEntry("pin.already-stored", POSTS + bad)
        .containsEntry("pin.duplicate", (long) REPEATED)
        .containsEntry("pin.clean", 0L)
        .containsEntry("pin.quarantined", 0L);
  }

  @Test
  void addsExactlyTheRowsWhichTablesLack() throws Exception {
    StoredTables holed = archive.copyOfLive("holed");
    for (TableSchema table : StoredTables.schemas()) {
      loseEverySecondFile(folder.resolve("holed").resolve(table.tableName()));
    }
    Map<TableSchema, List<String>> live = archive.live().rows();
    long lost = count(live) - count(holed.rows());

    Map<String, Object> counts = archive.replay("holed", LIMITS);

    assertThat(lost).isBetween(10L, count(live) - 10);
    assertThat(holed.rows()).isEqualTo(live);
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
    archive.replay("ledgers", LIMITS);
    StoredTables replayed = archive.lake("ledgers");
    Map<String, String> first = replayed.ledgers();
    archive.replay("ledgers", LIMITS);

    assertThat(first).isEqualTo(archive.live().ledgers());
    assertThat(replayed.ledgers()).isEqualTo(first);
  }

  @Test
  void leavesTheLedgersToAReplayOfTheWholeArchive() throws Exception {
    StoredTables parts = archive.lake("parts");
    archive.replay("parts", withLimits("--archive-to", "2024-03-01T00:00:00Z"));
    assertThat(parts.ledgers().values()).containsOnly("[]");
    archive.replay("parts", withLimits("--archive-from", "2024-02-29T23:59:00Z"));
    archive.replay("parts", LIMITS);

    assertThat(parts.rows()).isEqualTo(archive.live().rows());
    assertThat(parts.ledgers()).isEqualTo(archive.live().ledgers());
  }

  @Test
  void isGoneOnFromByAJobWithoutAnyState() throws Exception {
    archive.replay("switched", LIMITS);
    StoredTables switched = archive.lake("switched");
    Map<TableSchema, List<String>> before = switched.rows();

    archive.cleanFromBroker(
        "switched", "--kafka-group-id", "switched", "--start-position", "earliest");

    assertThat(switched.rows()).isEqualTo(before);
  }

  private static long count(Map<TableSchema, List<String>> tables) {
    return tables.values().stream().mapToLong(List::size).sum();
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
