package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.testing.SqlSession;
import io.pinflow.testing.fixture.FlinkCluster;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DeltaSqlIT {

  private static final String AS_OF =
      "SELECT COUNT(*) FROM t /*+ OPTIONS('timestampAsOf' = '%s') */";

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  @TempDir private Path folder;
  private SqlSession sql;
  private PlacesTable places;

  @BeforeEach
  void createTable() {
    sql = SqlSession.open();
    places = PlacesTable.create(folder.resolve("places"));
    places.declareIn(sql);
  }

  @Test
  void anEmptyTableHasNoRows() {
    assertThat(sql.run("SELECT COUNT(*) FROM t")).containsExactly("+I[0]");
    assertThat(sql.run("SELECT * FROM t")).isEmpty();
  }

  @Test
  void readsEveryColumnAndPartitionValue() throws Exception {
    places.append("a b/c%2F=\u00e9:\u96ea", "2024-03-31", 2);
    places.append(null, "1969-12-31", 1);
    assertThat(sql.run("SELECT * FROM t ORDER BY place, ind"))
        .containsExactly(
            "+I[0, [0.5, null], 1969-12-31T23:59:59.999999Z, null, 1969-12-31]",
            "+I[0, [0.5, null], 1969-12-31T23:59:59.999999Z, a b/c%2F=\u00e9:\u96ea, 2024-03-31]",
            "+I[1, [], 1970-01-01T00:00:00Z, a b/c%2F=\u00e9:\u96ea, 2024-03-31]");
    assertThat(sql.run("SELECT `day`, ind FROM t WHERE place IS NULL"))
        .containsExactly("+I[1969-12-31, 0]");
  }

  @Test
  void insertsIntoATableItCreatesAndReadsItBack() {
    sql.run(
        String.format(
            "CREATE TABLE made (ind INT, at_time TIMESTAMP_LTZ(6), numbers ARRAY<DOUBLE>, place STRING, `day` DATE)"
                + " PARTITIONED BY (place, `day`) WITH ('connector' = 'delta', 'table-path' = '%s',"
                + " 'delta.checkpointInterval' = '5')",
            folder.resolve("made")));
    sql.run(
        "INSERT INTO made VALUES"
            + " (1, CAST('1969-12-31 23:59:59.999999' AS TIMESTAMP_LTZ(6)), ARRAY[1.5, CAST(NULL AS DOUBLE)],"
            + "  'a b/c%2F=\u00e9:\u96ea', DATE '1969-12-31'),"
            + " (2, CAST(NULL AS TIMESTAMP_LTZ(6)), CAST(NULL AS ARRAY<DOUBLE>), CAST(NULL AS STRING), CAST(NULL AS DATE))");
    sql.run(
        "INSERT INTO made PARTITION (`day` = '2024-11-03')"
            + " SELECT 3, CAST('2024-11-03 05:30:00' AS TIMESTAMP_LTZ(6)), ARRAY[CAST(2 AS DOUBLE)], 'x'");
    assertThat(sql.run("SELECT * FROM made ORDER BY ind"))
        .containsExactly(
            "+I[1, 1969-12-31T23:59:59.999999Z, [1.5, null], a b/c%2F=\u00e9:\u96ea, 1969-12-31]",
            "+I[2, null, null, null, null]", "+I[3, 2024-11-03T05:30:00Z, [2.0], x, 2024-11-03]");
    assertThat(sql.run("SELECT ind FROM made WHERE place = 'a b/c%2F=\u00e9:\u96ea'"))
        .containsExactly("+I[1]");
    assertThat(sql.run("SELECT ind FROM made WHERE `day` IS NULL")).containsExactly("+I[2]");
  }

  @Test
  void readsTheVersionAskedByNumberOrTime() throws Exception {
    places.append("x", "2024-03-30", 1);
    places.append("x", "2024-03-30", 2);
    assertThat(sql.run("SELECT COUNT(*) FROM t /*+ OPTIONS('versionAsOf' = '1') */"))
        .containsExactly("+I[1]");
    try (DeltaEngine engine = DeltaEngine.create(new Configuration())) {
      Instant second =
          Instant.ofEpochMilli(
              DeltaTable.at(engine, places.path()).atVersion(2).getTimestamp(engine.kernel()));
      assertThat(sql.run(String.format(AS_OF, second))).containsExactly("+I[3]");
      assertThat(sql.run(String.format(AS_OF, second.minusMillis(1)))).containsExactly("+I[1]");
    }
    assertThatThrownBy(
            () ->
                sql.run(
                    "SELECT * FROM t /*+ OPTIONS('versionAsOf' = '1', 'timestampAsOf' = '2024-03-31') */"))
        .hasStackTraceContaining("'versionAsOf' is set too");
  }

  @Test
  void joinsAndAggregatesTablesOfManyRows() throws Exception {
    places.append("x", "2024-03-30", 60_000);
    places.append("y", "2024-03-30", 60_000);
    assertThat(
            sql.run(
                "SELECT a.place, COUNT(*), SUM(a.ind), MAX(b.ind), COUNT(a.coordinates[1])"
                    + " FROM t a JOIN t b ON a.ind = b.ind AND b.place = 'y' GROUP BY a.place ORDER BY a.place"))
        .containsExactly(
            "+I[x, 60000, 1799970000, 59999, 30000]", "+I[y, 60000, 1799970000, 59999, 30000]");
  }
}
