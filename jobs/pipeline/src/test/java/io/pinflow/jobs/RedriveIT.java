package io.pinflow.jobs;

import static io.pinflow.jobs.NarrowlyFilledLake.NARROW;
import static io.pinflow.jobs.NarrowlyFilledLake.POSTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.config.ConfigurationException;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** CleanJob from a quarantine which was filled under narrow limits, with those of today. */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedriveIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  @TempDir private static Path folder;

  private NarrowlyFilledLake original;
  private RedrivenLake lake;

  /** A lake of its own for each test, copied from one that is filled once. */
  @BeforeEach
  void copyLake(KafkaBroker broker, TestInfo test) throws Exception {
    if (original == null) {
      original = NarrowlyFilledLake.fill(broker, "redrive", folder);
    }
    lake = original.copy(test.getTestMethod().orElseThrow().getName());
  }

  @Test
  void storesWhatPassesOnceAndRecordsEachOutcome() throws Exception {
    List<String> quarantine = lake.rows(TableSchema.quarantine());

    Map<String, Object> counts = lake.redrive();

    assertThat(counts)
        .containsEntry("pin.clean", 2L)
        .containsEntry("pin.duplicate", 2L)
        .containsEntry("pin.quarantined", 2L * BadRecords.of(RecordKind.PIN).size() - 4)
        .containsEntry("geo.quarantined", (long) BadRecords.of(RecordKind.GEO).size())
        .containsEntry("pin.already-stored", 0L);
    assertThat(lake.pins()).hasSize(POSTS + 2);
    assertThat(lake.outcomes())
        .containsExactlyInAnyOrder(
            "pin clean null",
            "pin clean null",
            "pin duplicate null",
            "pin duplicate null",
            "geo quarantined field-missing",
            "geo quarantined field-missing",
            "user quarantined field-missing",
            "user quarantined field-missing");
    assertThat(lake.rows(TableSchema.quarantine())).isEqualTo(quarantine);
    lake.assertVerified();
  }

  @Test
  void recordsAReasonThatDiffersFromTheLastOne() throws Exception {
    lake.redrive(NARROW);
    assertThat(lake.outcomes()).isEmpty();

    lake.redrive();
    lake.redrive(NARROW);
    lake.redrive(NARROW);

    assertThat(lake.outcomes().stream().filter(row -> row.startsWith("geo")))
        .containsExactlyInAnyOrder(
            "geo quarantined field-missing",
            "geo quarantined field-missing",
            "geo quarantined too-large",
            "geo quarantined too-deep");
  }

  @Test
  void takesUpTheReasonsAndTimesAskedForAlone() throws Exception {
    lake.redrive(
        "--quarantine-code", "too-large,no-payload", "--quarantine-since", "2024-03-01T00:00:00Z");
    assertThat(lake.outcomes()).containsExactly("pin clean null");

    lake.redrive("--quarantine-code", "too-large", "--kinds", "pin");
    assertThat(lake.outcomes()).containsExactlyInAnyOrder("pin clean null", "pin duplicate null");
    lake.assertVerified();
  }

  @Test
  void makesTheTablesOfAQuarantineAloneAndKeepsRepetitionsWithoutDeduplication() throws Exception {
    for (RecordKind kind : RecordKind.values()) {
      FileUtils.deleteDirectory(lake.root().resolve(kind.tableName()).toFile());
    }

    Map<String, Object> counts = lake.redrive("--dedup-window", "off");

    assertThat(counts).containsEntry("pin.clean", 4L).containsEntry("pin.duplicate", 0L);
    assertThat(lake.pins()).hasSize(4);
  }

  @Test
  void leavesOutOfTheOpenQuarantineWhatIsSettled() throws Exception {
    int all = lake.rows(TableSchema.quarantine()).size();
    assertThat(openInSql()).isEqualTo(all);

    lake.redrive();

    assertThat(openInSql()).isEqualTo(all - 4);
  }

  @Test
  void refusesAFolderWithoutAQuarantine() {
    Path nowhere = folder.resolve("nowhere");

    assertThatThrownBy(() -> new RedrivenLake(nowhere, folder).redrive())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("There is no quarantine at '" + nowhere.toUri() + "/quarantine'");
  }

  private int openInSql() throws Exception {
    LakeSession sql = LakeSession.open(lake.root(), definition -> true);
    TreeSet<Object> positions = new TreeSet<>();
    sql.query("SELECT ingest_source FROM quarantine_open")
        .forEach(row -> positions.add(row.getField(0)));
    return positions.size();
  }
}
