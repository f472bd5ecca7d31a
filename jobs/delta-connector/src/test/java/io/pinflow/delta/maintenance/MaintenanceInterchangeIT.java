package io.pinflow.delta.maintenance;

import static io.pinflow.delta.maintenance.AppendedTable.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.internal.actions.AddFile;
import io.pinflow.delta.testing.KernelReader;
import io.pinflow.testing.SparkPeer;
import io.pinflow.testing.fixture.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Maintenance of Spark's tables here, and of this connector's tables by Spark. */
@ExtendWith(SharedSpark.class)
class MaintenanceInterchangeIT {

  private static final VacuumOptions AT_ONCE =
      VacuumOptions.defaults().retention(Duration.ZERO).allowUnsafeRetention();

  private final SparkPeer spark;

  @TempDir private Path folder;

  MaintenanceInterchangeIT(SparkPeer spark) {
    this.spark = spark;
    spark.sql("SET spark.databricks.delta.retentionDurationCheck.enabled=false");
  }

  @Test
  void rewritesSparksTableWithoutItsDeletedRowsAndSparkReadsTheRest() throws IOException {
    Path table = sparkTable();
    spark.sql("DELETE FROM delta.`" + table + "` WHERE id % 10 = 3");
    spark.sql("ALTER TABLE delta.`" + table + "` RENAME COLUMN name TO title");
    spark.sql("ALTER TABLE delta.`" + table + "` ADD COLUMN later STRING");
    List<String> before = rows(table);
    DeltaMaintenance maintenance = maintenance(table);
    assertThat(maintenance.vacuum(AT_ONCE).paths()).as("all is needed").isEmpty();
    assertThat(rows(table)).isEqualTo(before).hasSize(180);
    assertThat(deletionVectors(table)).isPositive();

    CompactionOptions purge = CompactionOptions.defaults().minFiles(100);
    assertThat(maintenance.compact(purge.purgeDeletionVectors(0.9)).groups()).isZero();
    assertThat(maintenance.compact(purge.keepDeletionVectors()).groups()).isZero();
    CompactionResult result = maintenance.compact(purge.purgeDeletionVectors(0.05));

    assertThat(result.commits()).as("the partition with deleted rows").isEqualTo(1);
    assertThat(result.rows()).isEqualTo(80);
    assertThat(maintenance.compact(CompactionOptions.defaults()).rows()).isEqualTo(100);
    assertThat(deletionVectors(table)).isZero();
    assertThat(files(table)).hasSize(2);
    assertThat(rows(table)).isEqualTo(before);
    assertThat(maintenance.vacuum(AT_ONCE).paths())
        .anyMatch(path -> path.endsWith(".bin"))
        .anyMatch(path -> path.endsWith(".parquet"));
    assertThat(rows(table)).isEqualTo(before);
    assertThat(spark.sql("SELECT count(*) AS n FROM delta.`" + table + "` WHERE id = 5"))
        .containsExactly("{\"n\":1}");
  }

  @Test
  void bringsNoRowBackThatIsDeletedWhileItCompacts() throws IOException {
    Path table = sparkTable();
    GroupOutcome outcome;
    try (Compaction compaction =
        Compaction.of(
            table.toUri().toString(), CompactionOptions.defaults(), new Configuration())) {
      RewrittenGroup stale = compaction.rewrite(compaction.plan().get(0));
      spark.sql("DELETE FROM delta.`" + table + "` WHERE id % 10 IN (3, 4)");
      outcome = compaction.commit(stale);
    }

    assertThat(outcome.conflicts()).isPositive();
    assertThat(spark.sql("SELECT id FROM delta.`" + table + "` WHERE id % 10 IN (3, 4)")).isEmpty();
    assertThat(rows(table)).hasSize(160);
  }

  @Test
  void sparkOptimizesAndVacuumsWhatWasWrittenHereAndItIsReadAndAppendedToHere() throws IOException {
    AppendedTable table = AppendedTable.create(folder);
    for (int i = 0; i < 4; i++) {
      table.append(DAY.plusDays(i % 2), i * 10, i * 10 + 10);
    }
    List<String> before = table.rows();

    spark.sql("OPTIMIZE delta.`" + table.folder() + "`");
    spark.sql("VACUUM delta.`" + table.folder() + "` RETAIN 0 HOURS");

    assertThat(table.files()).isEqualTo(2);
    assertThat(dataFilesOnDisk(table.folder())).isEqualTo(2);
    assertThat(table.rows()).isEqualTo(before);
    table.append(DAY, 40, 50).append(DAY, 50, 60);
    assertThat(table.maintenance().compact(CompactionOptions.defaults()).commits()).isEqualTo(1);
    assertThat(table.maintenance().checkpoint().version()).isEqualTo(table.tableVersion());
    assertThat(rows(table.folder())).hasSize(60);
    assertThat(spark.sql("SELECT count(*) AS n, sum(id) AS s FROM delta.`" + table.folder() + "`"))
        .containsExactly("{\"n\":60,\"s\":1770}");
  }

  /** Two partitions of two files each, 200 rows in all. */
  private Path sparkTable() {
    Path table = folder.resolve("spark");
    spark.sql(
        "CREATE TABLE delta.`"
            + table
            + "` (id BIGINT, p INT, name STRING) USING delta PARTITIONED BY (p) TBLPROPERTIES"
            + " ('delta.enableDeletionVectors' = 'true', 'delta.columnMapping.mode' = 'name')");
    for (int i = 0; i < 2; i++) {
      spark.sql(
          "INSERT INTO delta.`"
              + table
              + "` SELECT id, CAST(id % 2 AS INT), concat('name ', id) FROM range("
              + i * 100
              + ", "
              + (i + 1) * 100
              + ", 1, 1)");
    }
    return table;
  }

  private static DeltaMaintenance maintenance(Path table) {
    return DeltaMaintenance.of(table.toUri().toString(), new Configuration());
  }

  private List<String> rows(Path table) {
    return spark.sql("SELECT * FROM delta.`" + table + "` ORDER BY id");
  }

  private static List<AddFile> files(Path table) {
    try (KernelReader reader = new KernelReader(table.toUri().toString())) {
      return reader.files(Optional.empty());
    }
  }

  private static long deletionVectors(Path table) {
    return files(table).stream().filter(file -> file.getDeletionVector().isPresent()).count();
  }

  private static int dataFilesOnDisk(Path table) throws IOException {
    try (Stream<Path> files = Files.walk(table)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !file.toString().contains("_delta_log"))
          .collect(Collectors.toList())
          .size();
    }
  }
}
