package io.pinflow.delta.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.testing.SparkRows;
import io.pinflow.delta.testing.SqlSession;
import io.pinflow.testing.SparkPeer;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.SharedSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables made and written by Flink SQL go through Spark's hands and back. */
@ExtendWith(SharedSpark.class)
class SparkInterchangeIT {

  private static final String COLUMNS =
      "(id BIGINT NOT NULL, flag BOOLEAN, tiny TINYINT, small SMALLINT, num INT, f FLOAT, d DOUBLE,"
          + " price DECIMAL(20, 4), title STRING, payload BYTES, `day` DATE, at_time TIMESTAMP_LTZ(6),"
          + " clock TIMESTAMP(6), tags ARRAY<STRING>, counts MAP<STRING, INT>,"
          + " place ROW<lat DOUBLE, name STRING>, p STRING)";

  private static final String ROWS =
      " (1, TRUE, CAST(-128 AS TINYINT), CAST(32767 AS SMALLINT), -2147483648, CAST(1.5 AS FLOAT),"
          + " CAST(2.25 AS DOUBLE), CAST('1234567890123456.7891' AS DECIMAL(20, 4)), 'caf\u00e9 \u96ea',"
          + " X'00FF10', DATE '1969-12-31', CAST('1969-12-31 23:59:59.999999' AS TIMESTAMP_LTZ(6)),"
          + " TIMESTAMP '2024-03-31 02:30:00.000001', ARRAY['a', CAST(NULL AS STRING)],"
          + " MAP['one', 1, 'two', 2], CAST(ROW(1.5, 'x') AS ROW<lat DOUBLE, name STRING>), 'a b/c%=\u00e9'),"
          + " (2, CAST(NULL AS BOOLEAN), CAST(NULL AS TINYINT), CAST(NULL AS SMALLINT), CAST(NULL AS INT),"
          + " CAST(NULL AS FLOAT), CAST(NULL AS DOUBLE), CAST(NULL AS DECIMAL(20, 4)), CAST(NULL AS STRING),"
          + " CAST(NULL AS BYTES), CAST(NULL AS DATE), CAST(NULL AS TIMESTAMP_LTZ(6)), CAST(NULL AS TIMESTAMP(6)),"
          + " CAST(NULL AS ARRAY<STRING>), CAST(NULL AS MAP<STRING, INT>),"
          + " CAST(NULL AS ROW<lat DOUBLE, name STRING>), CAST(NULL AS STRING))";

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  private final SparkPeer spark;

  @TempDir private Path folder;

  SparkInterchangeIT(SparkPeer spark) {
    this.spark = spark;
    spark.sql("SET spark.databricks.delta.retentionDurationCheck.enabled = false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "name"})
  void sparkAppendsOptimizesAndVacuumsWhatFlinkWrote(String columnMapping) throws Exception {
    SqlSession session = CatalogSession.on(folder.toString());
    session.run(
        "CREATE TABLE t "
            + COLUMNS
            + " PARTITIONED BY (p) WITH ('delta.columnMapping.mode' = '"
            + columnMapping
            + "')");
    for (int i = 0; i < 3; i++) {
      session.run("INSERT INTO t VALUES" + ROWS);
    }
    session.run("ALTER TABLE t ADD note STRING");
    session.run("INSERT INTO t SELECT *, 'written with the new column' FROM (VALUES" + ROWS + ")");
    assertSameRows(8);

    String table = "delta.`" + folder.resolve("t") + "`";
    spark.sql("INSERT INTO " + table + " SELECT * FROM " + table);
    assertSameRows(16);

    int before = dataFiles();
    spark.sql("OPTIMIZE " + table);
    spark.sql("VACUUM " + table + " RETAIN 0 HOURS");
    assertThat(dataFiles()).isEqualTo(2).isLessThan(before);
    assertSameRows(16);

    session.run("INSERT INTO t SELECT * FROM t");
    assertSameRows(32);
    assertThat(spark.sql("SELECT COUNT(*) AS n FROM " + table + " WHERE p IS NULL"))
        .containsExactly("{\"n\":16}");
  }

  private void assertSameRows(int count) throws Exception {
    List<String> seenBySpark =
        spark.sql("SELECT * FROM delta.`" + folder.resolve("t") + "`").stream()
            .map(SparkRows::ofJson)
            .collect(Collectors.toList());
    assertThat(seenBySpark).hasSize(count);
    assertThat(
            SparkRows.readBy(DeltaSource.forBoundedRowData(folder.resolve("t").toString()).build()))
        .containsExactlyInAnyOrderElementsOf(seenBySpark);
  }

  private int dataFiles() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("t"))) {
      return (int)
          files
              .filter(file -> file.toString().endsWith(".parquet"))
              .filter(file -> !file.toString().contains("_delta_log"))
              .count();
    }
  }
}
