package io.pinflow.delta.maintenance;

import static io.pinflow.delta.maintenance.AppendedTable.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VacuumTest {

  private static final Duration LONG_AGO = Duration.ofDays(30);
  private static final VacuumOptions AT_ONCE =
      VacuumOptions.defaults().retention(Duration.ZERO).allowUnsafeRetention();

  @TempDir private Path folder;
  private AppendedTable table;

  @BeforeEach
  void createTable() {
    table = AppendedTable.create(folder);
    table.append(DAY, 0, 10).append(DAY, 10, 20);
  }

  @Test
  void deletesOldFilesThatAreInNoVersionAndNothingElse() throws IOException {
    Path stray = old(Files.createFile(table.folder().resolve("part-stray.parquet")));
    Path deep = table.folder().resolve("day=2020-01-01/deeper");
    Path deepStray = old(Files.createFile(Files.createDirectories(deep).resolve("x.bin")));
    Path young = Files.createFile(table.folder().resolve("part-uncommitted.parquet"));
    List<Path> hidden =
        List.of(
            old(Files.createFile(table.folder().resolve("_SUCCESS"))),
            old(Files.createFile(table.folder().resolve(".part.crc"))),
            old(file("_metadata/of-somebody")),
            old(file("_delta_log/_sidecars/x.parquet")));
    Path changes = old(file("_change_data/cdc-x.parquet"));
    makeDataFilesOld();

    VacuumResult result = table.maintenance().vacuum(VacuumOptions.defaults());

    assertThat(result.paths())
        .containsExactly(
            "_change_data/cdc-x.parquet", "day=2020-01-01/deeper/x.bin", "part-stray.parquet");
    assertThat(result.filesAfter()).isEqualTo(result.filesBefore() - 3);
    assertThat(stray).doesNotExist();
    assertThat(deepStray).doesNotExist();
    assertThat(changes).doesNotExist();
    assertThat(young).exists();
    assertThat(hidden).allSatisfy(file -> assertThat(file).exists());
    assertThat(table.rows()).hasSize(20);
  }

  @Test
  void aDryRunTellsTheSameAndDeletesNothing() throws IOException {
    Path stray = old(Files.createFile(table.folder().resolve("part-stray.parquet")));

    VacuumResult result = table.maintenance().vacuum(VacuumOptions.defaults().dryRun());

    assertThat(result.paths()).containsExactly("part-stray.parquet");
    assertThat(result.filesAfter()).isEqualTo(result.filesBefore());
    assertThat(stray).exists();
  }

  @Test
  void keepsOldFilesWhichWereReplacedAShortTimeAgo() throws IOException {
    makeDataFilesOld();
    table.maintenance().compact(CompactionOptions.defaults());

    assertThat(table.maintenance().vacuum(VacuumOptions.defaults()).paths()).isEmpty();
    assertThat(table.maintenance().vacuum(AT_ONCE).paths()).hasSize(2);
    assertThat(table.rows()).hasSize(20);
  }

  @Test
  void remembersReplacedFilesOverLogCheckpointsWhichForgetThem() throws IOException {
    makeDataFilesOld();
    table.maintenance().compact(CompactionOptions.defaults());
    table.maintenance().checkpoint();
    table.append(DAY, 20, 30);
    table.maintenance().checkpoint();

    assertThat(table.maintenance().vacuum(VacuumOptions.defaults()).paths()).isEmpty();
  }

  @Test
  void refusesARetentionBelowTheTablesOwnUnlessToldTo() throws IOException {
    VacuumOptions options = VacuumOptions.defaults().retention(Duration.ofDays(6));

    assertThatThrownBy(() -> table.maintenance().vacuum(options))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("retention of 6 days")
        .hasMessageContaining("at least 7 days");
    assertThat(table.maintenance().vacuum(options.allowUnsafeRetention()).paths()).isEmpty();
  }

  @Test
  void findsFilesInPartitionsWithOddCharacters() throws IOException {
    OddPartitions odd = OddPartitions.create(folder.resolve("odd"));
    List<String> before = odd.rows();

    assertThat(odd.maintenance().vacuum(AT_ONCE).paths()).isEmpty();
    odd.maintenance().compact(CompactionOptions.defaults());
    assertThat(odd.maintenance().vacuum(AT_ONCE).paths()).hasSize(2 * odd.partitions());
    assertThat(odd.rows()).isEqualTo(before);
  }

  @Test
  void aLogCheckpointTakesWhatHasExpiredFromTheLog() throws IOException {
    for (int i = 0; i < 3; i++) {
      table.append(DAY, i, i + 1);
    }
    CheckpointResult first = table.maintenance().checkpoint();
    makeLogOld();
    table.append(DAY, 100, 101);
    CheckpointResult second = table.maintenance().checkpoint();
    CheckpointResult third = table.maintenance().checkpoint();

    assertThat(first.isWritten()).isTrue();
    assertThat(first.version()).isEqualTo(5);
    assertThat(second.isWritten()).isTrue();
    assertThat(second.logFilesAfter()).isLessThan(second.logFilesBefore());
    assertThat(third.isWritten()).isFalse();
    assertThat(table.rows()).hasSize(24);
  }

  private Path file(String name) throws IOException {
    Path file = table.folder().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  private void makeDataFilesOld() throws IOException {
    for (Path file : walk()) {
      if (file.getFileName().toString().startsWith("compacted-")) {
        old(file);
      }
    }
  }

  private void makeLogOld() throws IOException {
    for (Path file : walk()) {
      if (file.getParent().endsWith("_delta_log")) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(40))));
      }
    }
  }

  private List<Path> walk() throws IOException {
    try (Stream<Path> files = Files.walk(table.folder())) {
      return files.filter(Files::isRegularFile).collect(Collectors.toList());
    }
  }

  private static Path old(Path file) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(LONG_AGO)));
  }
}
