package io.pinflow.delta.maintenance;

import static io.pinflow.delta.maintenance.AppendedTable.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.internal.actions.AddFile;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.testing.KernelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {

  @TempDir private Path folder;
  private AppendedTable table;

  @BeforeEach
  void createTable() {
    table = AppendedTable.create(folder);
  }

  @Test
  void mergesTheSmallFilesOfEachPartitionAndKeepsEveryRow() throws IOException {
    for (int i = 0; i < 6; i++) {
      table.append(DAY.plusDays(i % 2), i * 10, i * 10 + 10);
    }
    List<String> before = table.rows();

    CompactionResult result = table.maintenance().compact(CompactionOptions.defaults());

    assertThat(table.rows()).isEqualTo(before).hasSize(60);
    assertThat(table.files()).isEqualTo(2);
    assertThat(result.filesBefore()).isEqualTo(6);
    assertThat(result.filesAfter()).isEqualTo(2);
    assertThat(result.commits()).as("one per partition").isEqualTo(2);
    assertThat(result.rows()).isEqualTo(60);
    assertThat(result.conflicts()).isZero();
    assertThat(table.tableVersion()).isEqualTo(8);
  }

  @Test
  void theRewrittenFilesHaveStatistics() throws IOException {
    table.append(DAY, 0, 10).append(DAY, 10, 20);

    table.maintenance().compact(CompactionOptions.defaults());

    assertThat(addFiles())
        .singleElement()
        .satisfies(
            file ->
                assertThat(file.getStatsJson().orElse(""))
                    .contains("\"numRecords\":20")
                    .contains("\"minValues\":{\"id\":0,")
                    .contains("\"maxValues\":{\"id\":19,")
                    .contains("\"name\":4"));
  }

  @Test
  void changesNothingForReadersOfChanges() throws IOException {
    table.append(DAY, 0, 10).append(DAY, 10, 20);

    table.maintenance().compact(CompactionOptions.defaults());

    String commit =
        Files.readString(table.folder().resolve("_delta_log/00000000000000000003.json"));
    assertThat(commit.lines().filter(line -> line.contains("\"dataChange\":false"))).hasSize(3);
    assertThat(commit).doesNotContain("\"dataChange\":true").contains("\"txn\"");
  }

  @Test
  void leavesATableAloneWhichIsCompact() throws IOException {
    table.append(DAY, 0, 10).append(DAY, 10, 20);
    table.maintenance().compact(CompactionOptions.defaults());
    long version = table.tableVersion();

    CompactionResult again = table.maintenance().compact(CompactionOptions.defaults());

    assertThat(again.groups()).isZero();
    assertThat(table.tableVersion()).isEqualTo(version);
  }

  @Test
  void waitsForAsManyFilesAsItIsTold() throws IOException {
    table.append(DAY, 0, 10).append(DAY, 10, 20);
    CompactionOptions options = CompactionOptions.defaults().minFiles(3);

    assertThat(table.maintenance().compact(options).groups()).isZero();
    table.append(DAY, 20, 30);
    assertThat(table.maintenance().compact(options).filesBefore()).isEqualTo(3);
  }

  @Test
  void takesOnlyThePartitionsOfTheCondition() throws IOException {
    for (int day = 0; day < 3; day++) {
      table.append(DAY.plusDays(day), 0, 10).append(DAY.plusDays(day), 10, 20);
    }

    CompactionResult result =
        table
            .maintenance()
            .compact(
                CompactionOptions.defaults()
                    .where("day < DATE '2026-01-02' OR day IN ('2026-01-03', '2027-01-01')"));

    assertThat(result.groups()).isEqualTo(2);
    assertThat(table.files()).isEqualTo(4);
  }

  @Test
  void refusesAConditionOnAColumnThatIsNoPartition() {
    assertThatThrownBy(
            () -> table.maintenance().compact(CompactionOptions.defaults().where("id < 5")))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'id' is no partition column; the table is partitioned by [day]");
  }

  @Test
  void filesOfTheTargetSizeAreMadeOfManyAndStayAsTheyAre() throws IOException {
    for (int i = 0; i < 8; i++) {
      table.append(DAY, i * 5_000L, i * 5_000L + 5_000);
    }
    List<String> before = table.rows();
    long size = addFiles().get(0).getSize();
    CompactionOptions options =
        CompactionOptions.defaults()
            .targetFileSize(new MemorySize(size * 5 / 2))
            .compression(io.pinflow.delta.parquet.ParquetCompression.SNAPPY);

    CompactionResult result = table.maintenance().compact(options);

    assertThat(result.groups()).as("pairs").isEqualTo(4);
    assertThat(table.files()).isEqualTo(4);
    assertThat(table.rows()).isEqualTo(before);
    assertThat(table.maintenance().compact(options).groups()).isZero();
  }

  @Test
  void sortsTheRowsOfAGroupSoThatFilesHoldRangesThoughMemoryIsShort() throws IOException {
    for (int i = 0; i < 4; i++) {
      long[] ids = new long[3_000];
      for (int k = 0; k < ids.length; k++) {
        ids[k] = (k * 7_919L + i * 3L) % 12_000;
      }
      table.append(DAY, ids);
    }
    List<String> before = table.rows();
    long size = addFiles().get(0).getSize();

    table
        .maintenance()
        .compact(
            CompactionOptions.defaults()
                .targetFileSize(new MemorySize(size * 3 / 2))
                .sortBy(List.of("id", "name"))
                .sortMemory(MemorySize.ofMebiBytes(1).divide(4)));

    assertThat(table.rows()).isEqualTo(before);
    List<long[]> ranges =
        addFiles().stream()
            .map(file -> range(file.getStatsJson().orElseThrow()))
            .sorted(java.util.Comparator.comparingLong(range -> range[0]))
            .collect(Collectors.toList());
    assertThat(ranges.size()).isGreaterThan(1);
    for (int i = 1; i < ranges.size(); i++) {
      assertThat(ranges.get(i)[0]).isGreaterThanOrEqualTo(ranges.get(i - 1)[1]);
    }
  }

  @Test
  void aGroupWhoseFilesAnotherCompactionTookIsPlannedAgain() throws IOException {
    table.append(DAY, 0, 10).append(DAY, 10, 20);
    List<String> before;
    GroupOutcome outcome;
    try (Compaction slow = compaction()) {
      RewrittenGroup stale = slow.rewrite(slow.plan().get(0));
      table.maintenance().compact(CompactionOptions.defaults());
      table.append(DAY, 20, 30);
      before = table.rows();
      outcome = slow.commit(stale);
    }

    assertThat(outcome.isCommitted()).isFalse();
    assertThat(outcome.conflicts()).isEqualTo(1);
    assertThat(table.rows()).isEqualTo(before).hasSize(30);
    assertThat(unreferencedFiles()).as("old files, not the loser's").isEqualTo(2);
  }

  @Test
  void whatIsLeftOfAGroupIsRewrittenAgain() throws IOException {
    table.append(DAY, 0, 10).append(DAY, 10, 20);
    GroupOutcome outcome;
    try (Compaction slow = compaction();
        Compaction fast = compaction()) {
      RewrittenGroup pair = fast.rewrite(fast.plan().get(0));
      table.append(DAY, 20, 30).append(DAY, 30, 40);
      RewrittenGroup all = slow.rewrite(slow.plan().get(0));
      assertThat(fast.commit(pair).isCommitted()).as("beside two appends").isTrue();
      outcome = slow.commit(all);
    }

    assertThat(outcome.isCommitted()).isTrue();
    assertThat(outcome.filesBefore()).as("those which were left").isEqualTo(2);
    assertThat(outcome.conflicts()).isEqualTo(1);
    assertThat(table.rows()).hasSize(40).doesNotHaveDuplicates();
    assertThat(table.files()).isEqualTo(2);
  }

  @Test
  void writesPhysicalNamesWhereTheTableMapsColumns() throws IOException {
    table =
        AppendedTable.create(
            folder.resolve("mapped").toUri().toString(),
            Map.of("delta.columnMapping.mode", "name"));
    table.append(DAY, 0, 10).append(DAY, 10, 20);
    List<String> before = table.rows();

    table.maintenance().compact(CompactionOptions.defaults());

    assertThat(table.rows()).isEqualTo(before);
    assertThat(table.files()).isEqualTo(1);
  }

  private Compaction compaction() {
    return Compaction.of(table.path(), CompactionOptions.defaults(), new Configuration());
  }

  private List<AddFile> addFiles() {
    try (KernelReader reader = new KernelReader(table.path())) {
      return reader.files(Optional.empty());
    }
  }

  private int unreferencedFiles() throws IOException {
    try (Stream<Path> files = Files.walk(table.folder())) {
      return (int)
              files
                  .filter(file -> file.toString().endsWith(".parquet"))
                  .filter(file -> !file.toString().contains("_delta_log"))
                  .count()
          - table.files();
    }
  }

  private static long[] range(String statistics) {
    java.util.regex.Matcher matcher =
        java.util.regex.Pattern.compile("\"id\":(\\d+)").matcher(statistics);
    long[] range = new long[2];
    for (int i = 0; i < range.length; i++) {
      assertThat(matcher.find()).isTrue();
      range[i] = Long.parseLong(matcher.group(1));
    }
    return range;
  }
}
