package io.pinflow.jobs;

import static io.pinflow.jobs.ReplayedArchive.LIMITS;
import static io.pinflow.jobs.ReplayedArchive.POSTS;
import static io.pinflow.jobs.ReplayedArchive.REPEATED;
import static io.pinflow.jobs.ReplayedArchive.withLimits;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** CleanJob from an archive into tables of its own. */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  @TempDir private static Path folder;

  private ReplayedArchive archive;

  /** Once: Flink's extension lends its cluster to the methods of a test alone. */
  @BeforeEach
  void fillOnce(KafkaBroker broker) throws Exception {
    if (archive == null) {
      archive = ReplayedArchive.fill(broker, "replay", folder);
    }
  }

  @AfterAll
  void close() {
    archive.close();
  }

  @Test
  void makesTheTablesOfALiveRunFromTheArchive() throws Exception {
    Map<String, Object> counts = archive.replay("new", LIMITS);

    assertThat(archive.lake("new").rows()).isEqualTo(archive.live().rows());
    assertThat(counts)
        .containsEntry("user.clean", (long) POSTS)
        .containsEntry("user.duplicate", (long) REPEATED)
        .containsEntry("user.quarantined", (long) BadRecords.of(RecordKind.USER).size())
        .containsEntry("pin.quarantined", (long) BadRecords.of(RecordKind.PIN).size())
        .doesNotContainKey("pin.already-stored");
  }

  @Test
  void keepsRepetitionsWithoutDeduplicationAndAddsNothingTheSecondTime() throws Exception {
    archive.replay("all", withLimits("--dedup-window", "off"));
    StoredTables all = archive.lake("all");
    Map<TableSchema, List<String>> first = all.rows();
    Map<String, Object> again = archive.replay("all", withLimits("--dedup-window", "off"));

    for (RecordKind kind : RecordKind.values()) {
      assertThat(all.column(TableSchema.of(kind), "ind")).hasSize(POSTS + REPEATED);
    }
    assertThat(first.get(TableSchema.quarantine()))
        .isEqualTo(archive.live().rows(TableSchema.quarantine()));
    assertThat(all.rows()).isEqualTo(first);
    long bad = BadRecords.of(RecordKind.GEO).size();
    assertThat(again)
        .containsEntry("geo.already-stored", POSTS + REPEATED + bad)
        .containsEntry("geo.clean", 0L);
  }

  @Test
  void storesWhatARuleRefusesNoMore() throws Exception {
    archive.replay("mended", "--max-nesting-depth", "8");

    // One record of each kind was too large; as a pin it is a row, the others lack fields.
    StoredTables mended = archive.lake("mended");
    assertThat(mended.rows(TableSchema.of(RecordKind.PIN))).hasSize(POSTS + 1);
    assertThat(mended.column(TableSchema.quarantine(), "code"))
        .hasSize(archive.live().rows(TableSchema.quarantine()).size() - 1)
        .doesNotContain("too-large");
  }

  @Test
  void readsTheTimesAndTheTopicsAskedForAlone() throws Exception {
    Map<String, Object> counts =
        archive.replay(
            "part",
            "--archive-prefix",
            "topics/" + archive.topics().name(RecordKind.GEO),
            "--archive-from",
            "2024-02-29T23:45:00Z",
            "--archive-to",
            "2024-03-01T00:05:00Z");

    assertThat(archive.lake("part").column(TableSchema.of(RecordKind.GEO), "ind"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.iterate(15, i -> i + 1).limit(20).map(String::valueOf).collect(toList()));
    assertThat(counts).containsEntry("geo.clean", 20L).containsEntry("geo.quarantined", 0L);
    assertThat(folder.resolve("part/pin_table")).doesNotExist();
  }

  @Test
  void failsForABrokenObjectAndStoresNothing() throws Exception {
    Path broken = folder.resolve("broken-archive");
    Path object = archive.archive().copyTo(broken).objects().get(0);
    byte[] whole = Files.readAllBytes(object);
    Files.write(object, Arrays.copyOf(whole, whole.length - 3));

    assertThatThrownBy(() -> archive.replayOf(broken, "none"))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains(object.getFileName() + "' cannot be read after line "));
    assertThat(archive.lake("none").rows().values()).allSatisfy(rows -> assertThat(rows).isEmpty());
  }
}
