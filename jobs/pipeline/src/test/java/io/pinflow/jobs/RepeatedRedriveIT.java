package io.pinflow.jobs;

import static io.pinflow.jobs.NarrowlyFilledLake.POSTS;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A redrive of the quarantine after one that has ended, or was cut short between its commits: every
 * row is stored once, and every outcome recorded.
 */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedRedriveIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  @TempDir private static Path folder;

  private NarrowlyFilledLake original;
  private RedrivenLake lake;

  /** A lake of its own for each test, copied from one that is filled once. */
  @BeforeEach
  void copyLake(KafkaBroker broker, TestInfo test) throws Exception {
    if (original == null) {
      original = NarrowlyFilledLake.fill(broker, "redrive-again", folder);
    }
    lake = original.copy(test.getTestMethod().orElseThrow().getName());
  }

  @Test
  void addsNothingTheSecondTime() throws Exception {
    lake.redrive();
    List<String> pins = lake.pins();
    List<String> redriven = lake.rows(TableSchema.redriven());

    Map<String, Object> again = lake.redrive();

    assertThat(lake.pins()).isEqualTo(pins);
    assertThat(lake.rows(TableSchema.redriven())).isEqualTo(redriven);
    assertThat(again)
        .containsEntry("pin.clean", 0L)
        .containsEntry("pin.duplicate", 0L)
        .containsEntry("pin.already-stored", 0L)
        .containsEntry("user.quarantined", (long) BadRecords.of(RecordKind.USER).size());
  }

  @Test
  void addsOutcomesAloneWhereARunEndedBeforeItRecordedThem() throws Exception {
    lake.redrive();
    List<String> pins = lake.pins();
    List<String> outcomes = lake.outcomes();
    FileUtils.deleteDirectory(lake.root().resolve("redriven").toFile());

    Map<String, Object> again = lake.redrive();

    assertThat(lake.pins()).isEqualTo(pins);
    assertThat(lake.outcomes()).isEqualTo(outcomes);
    assertThat(again)
        .containsEntry("pin.already-stored", 2L)
        .containsEntry("pin.clean", 0L)
        .containsEntry("pin.duplicate", 2L);
    lake.assertVerified();
  }

  @Test
  void storesWhatARunHadRecordedButNotStored() throws Exception {
    lake.redrive();
    List<String> pins = lake.pins();
    takeBackLastCommit(lake.root().resolve("pin_table/_delta_log"));
    assertThat(lake.pins()).hasSize(POSTS);
    assertThat(lake.verify())
        .containsPattern("redrive-again.pin/0: \\d+ is redriven as clean, but in no table")
        .containsPattern("redrive-again.pin/1: \\d+ is redriven as clean, but in no table");

    Map<String, Object> again = lake.redrive();

    assertThat(lake.pins()).isEqualTo(pins);
    assertThat(again).containsEntry("pin.clean", 2L).containsEntry("pin.duplicate", 0L);
    lake.assertVerified();
  }

  private static void takeBackLastCommit(Path log) throws IOException {
    List<Path> commits;
    try (Stream<Path> files = Files.list(log)) {
      commits = files.filter(file -> file.toString().endsWith(".json")).sorted().collect(toList());
    }
    Path last = commits.get(commits.size() - 1);
    Files.delete(last);
    String version = last.getFileName().toString().replace(".json", "");
    Files.deleteIfExists(log.resolve(version + ".crc"));
  }
}
