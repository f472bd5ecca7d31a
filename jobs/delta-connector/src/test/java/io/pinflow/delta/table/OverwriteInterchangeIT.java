package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.testing.SqlSession;
import io.pinflow.testing.SparkPeer;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.SharedSpark;
import java.nio.file.Path;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What INSERT OVERWRITE leaves, Spark reads; what Spark wrote, it replaces. */
@ExtendWith(SharedSpark.class)
class OverwriteInterchangeIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  private final SparkPeer spark;
  @TempDir private Path folder;
  private SqlSession sql;

  OverwriteInterchangeIT(SparkPeer spark) {
    this.spark = spark;
  }

  @BeforeEach
  void openSession() {
    sql = SqlSession.open();
  }

  private String sparkName(String table) {
    return "delta.`" + folder.resolve(table) + "`";
  }

  private void declare(String table, String columns, String partitionedBy) {
    sql.run(
        String.format(
            "CREATE TABLE %s (%s) PARTITIONED BY (%s) WITH ('connector' = 'delta', 'table-path' ="
                + " '%s')",
            table, columns, partitionedBy, folder.resolve(table)));
  }

  @Test
  void sparkReadsTheNewRowsAndTheOldVersionAndKnowsWhatItWas() throws Exception {
    declare("days", "id INT, `day` DATE", "`day`");
    sql.run("INSERT INTO days VALUES (1, DATE '2026-01-30'), (2, DATE '2026-01-31')");
    sql.run("INSERT OVERWRITE days PARTITION (`day` = '2026-01-30') SELECT 7");
    sql.run(
        "INSERT OVERWRITE days PARTITION (`day` = '2026-01-31') SELECT id FROM days WHERE id > 9");
    String table = sparkName("days");
    assertThat(spark.sql("SELECT * FROM " + table))
        .containsExactly("{\"id\":7,\"day\":\"2026-01-30\"}");
    assertThat(spark.sql("SELECT id FROM " + table + " VERSION AS OF 1 ORDER BY id"))
        .containsExactly("{\"id\":1}", "{\"id\":2}");
    assertThat(spark.sql("DESCRIBE HISTORY " + table))
        .filteredOn(commit -> commit.contains("\"mode\":\"Overwrite\""))
        .hasSize(2)
        .allSatisfy(
            commit ->
                assertThat(commit).contains("\"operation\":\"WRITE\"", "\"isBlindAppend\":false"));
    spark.sql("DELETE FROM " + table + " WHERE id = 7");
    assertThat(sql.run("SELECT * FROM days")).isEmpty();
  }

  /** Of one value Spark's log may have another text than ours. */
  @Test
  void replacesThePartitionsOfSparkWhateverTheirTexts() throws Exception {
    String table = sparkName("odd");
    spark.sql(
        "CREATE TABLE "
            + table
            + " (id INT, at TIMESTAMP, price DECIMAL(8, 3), ratio DOUBLE, name STRING) USING delta"
            + " PARTITIONED BY (at, price, ratio, name)");
    for (String name : new String[] {"'x'", "''", "'a b/%41'"}) {
      spark.sql(
          "INSERT INTO "
              + table
              + " VALUES (1, TIMESTAMP '2024-03-31 00:30:00', 1.5, 10000000, "
              + name
              + "), (2, TIMESTAMP '2024-03-31 00:30:00.000001', 1.5, 10000000, "
              + name
              + ")");
    }
    declare(
        "odd",
        "id INT, `at` TIMESTAMP_LTZ(6), price DECIMAL(8, 3), ratio DOUBLE, name STRING",
        "`at`, price, ratio, name");
    sql.run("INSERT OVERWRITE odd SELECT id + 10, `at`, price, ratio, name FROM odd WHERE id = 1");
    assertThat(spark.sql("SELECT id, count(*) AS n FROM " + table + " GROUP BY id ORDER BY id"))
        .containsExactly("{\"id\":2,\"n\":3}", "{\"id\":11,\"n\":3}");
  }

  @Test
  void replacesAPartitionOfATableWithColumnMappingAndDeletionVectors() throws Exception {
    String table = sparkName("mapped");
    spark.sql(
        "CREATE TABLE "
            + table
            + " (id INT, old STRING) USING delta PARTITIONED BY (old) TBLPROPERTIES"
            + " ('delta.columnMapping.mode' = 'name', 'delta.enableDeletionVectors' = 'true')");
    spark.sql("ALTER TABLE " + table + " RENAME COLUMN old TO part");
    spark.sql("INSERT INTO " + table + " SELECT id, 'a' FROM range(0, 100, 1, 1)");
    spark.sql("INSERT INTO " + table + " SELECT id, 'b' FROM range(0, 100, 1, 1)");
    spark.sql("DELETE FROM " + table + " WHERE id < 10");
    declare("mapped", "id INT, part STRING", "part");
    sql.run("INSERT OVERWRITE mapped PARTITION (part = 'a') SELECT 7");
    assertThat(
            spark.sql("SELECT part, count(*) AS n FROM " + table + " GROUP BY part ORDER BY part"))
        .containsExactly("{\"part\":\"a\",\"n\":1}", "{\"part\":\"b\",\"n\":90}");
  }
}
