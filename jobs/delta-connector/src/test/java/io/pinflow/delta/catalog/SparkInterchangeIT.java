package io.pinflow.delta.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.testing.BoundedSinkJob;
import io.pinflow.delta.testing.SparkRows;
import io.pinflow.delta.testing.SqlSession;
import io.pinflow.testing.SparkPeer;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.SharedSpark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

  /** The session is shared. */
  @AfterEach
  void letSparkReadAsUsual() {
    spark.sql("SET spark.sql.parquet.enableVectorizedReader = true");
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

  @ParameterizedTest
  @ValueSource(strings = {"none", "name", "id"})
  void sparkReadsNestedFieldsThatWereAddedAndOlderRowsWithNull(String mode) throws Exception {
    // By ids, Spark 4.0's vectorized reader fails on an older file even of Spark's own, where a
    // field was added inside an array or a map.
    spark.sql("SET spark.sql.parquet.enableVectorizedReader = " + !mode.equals("id"));
    String table = "delta.`" + folder.resolve("t") + "`";
    spark.sql(
        "CREATE TABLE "
            + table
            + " (id INT, s STRUCT<a: INT>, list ARRAY<STRUCT<a: INT, m: MAP<STRING, STRUCT<x: INT>>>>)"
            + " USING delta TBLPROPERTIES ('delta.columnMapping.mode' = '"
            + mode
            + "')");
    spark.sql(
        "INSERT INTO " + table + " SELECT 1, struct(11), array(struct(12, map('k', struct(13))))");
    SqlSession session = CatalogSession.on(folder.toString());
    declare(session, "older", "ROW<a INT>, list ARRAY<ROW<a INT, m MAP<STRING, ROW<x INT>>>>");
    declare(
        session,
        "newer",
        "ROW<b STRING, a INT>, list ARRAY<ROW<m MAP<STRING, ROW<y INT, x INT>>, r ROW<z INT>, a INT>>");
    insert(session, "newer", 2, "ROW('b2', 21)", "ROW(MAP['k', ROW(24, 23)], ROW(25), 22)");
    insert(session, "older", 3, "ROW(31)", "ROW(32, MAP['k', ROW(33)])");
    spark.sql(
        "INSERT INTO "
            + table
            + " SELECT 4, struct(41, 'b4'),"
            + " array(struct(42, map('k', struct(43, 44)), struct(45)))");
    assertSameRows(4);
    assertThat(spark.sql("SELECT * FROM " + table + " ORDER BY id"))
        .containsExactly(
            "{\"id\":1,\"s\":{\"a\":11,\"b\":null},\"list\":[{\"a\":12,"
                + "\"m\":{\"k\":{\"x\":13,\"y\":null}},\"r\":null}]}",
            "{\"id\":2,\"s\":{\"a\":21,\"b\":\"b2\"},\"list\":[{\"a\":22,"
                + "\"m\":{\"k\":{\"x\":23,\"y\":24}},\"r\":{\"z\":25}}]}",
            "{\"id\":3,\"s\":{\"a\":31,\"b\":null},\"list\":[{\"a\":32,"
                + "\"m\":{\"k\":{\"x\":33,\"y\":null}},\"r\":null}]}",
            "{\"id\":4,\"s\":{\"a\":41,\"b\":\"b4\"},\"list\":[{\"a\":42,"
                + "\"m\":{\"k\":{\"x\":43,\"y\":44}},\"r\":{\"z\":45}}]}");
    assertThat(spark.sql("SELECT id FROM " + table + " WHERE s.b = 'b2' OR s.a = 31 ORDER BY id"))
        .containsExactly("{\"id\":2}", "{\"id\":3}");
    assertThat(session.run("SELECT id FROM t WHERE s.b IS NULL ORDER BY id"))
        .containsExactly("+I[1]", "+I[3]");
    spark.sql("OPTIMIZE " + table);
    assertSameRows(4);
  }

  /** By a job of the DataStream API: SQL has no literals for all of these. */
  @Test
  void sparkAndFlinkReadFloatsAndBytesOfPartitions() throws Exception {
    RowType type =
        (RowType)
            DataTypes.ROW(
                    DataTypes.FIELD("id", DataTypes.INT()),
                    DataTypes.FIELD("f", DataTypes.FLOAT()),
                    DataTypes.FIELD("d", DataTypes.DOUBLE()),
                    DataTypes.FIELD("b", DataTypes.BYTES()))
                .getLogicalType();
    BoundedSinkJob.write(
        folder.resolve("t"),
        type,
        List.of("f", "d", "b"),
        GenericRowData.of(1, Float.NaN, -0.0, "a/b".getBytes(StandardCharsets.UTF_8)),
        GenericRowData.of(
            2, Float.NEGATIVE_INFINITY, 0.0, "\u00e4".getBytes(StandardCharsets.UTF_8)),
        GenericRowData.of(3, 0.1f, 1e300, new byte[0]),
        GenericRowData.of(4, null, Double.NaN, new byte[] {0, 1}),
        GenericRowData.of(5, null, null, null));
    String all =
        "SELECT CONCAT_WS(' ', CAST(id AS STRING), COALESCE(CAST(f AS STRING), 'null'),"
            + " COALESCE(CAST(d AS STRING), 'null')) AS r FROM %s";
    assertThat(both(all))
        .containsExactlyInAnyOrder(
            "1 NaN -0.0", "2 -Infinity 0.0", "3 0.1 1.0E300", "4 null NaN", "5 null null");
    String ids = "SELECT CAST(id AS STRING) AS r FROM %s WHERE ";
    assertThat(both(ids + "d = 0")).containsExactlyInAnyOrder("1", "2");
    assertThat(both(ids + "f < 0 OR d > 1 AND d < 1E301")).containsExactlyInAnyOrder("2", "3");
    assertThat(both(ids + "f IS NULL AND d IS NOT NULL")).containsExactly("4");
    assertThat(both(ids + "b = X'612F62'")).containsExactly("1");
    assertThat(both(ids + "b > X'61'")).containsExactlyInAnyOrder("1", "2");
    assertThat(both(ids + "b IS NULL")).containsExactlyInAnyOrder("3", "5");
  }

  /** What Flink reads, which Spark must read as well. */
  private List<String> both(String query) {
    List<String> bySpark =
        spark.sql(String.format(query, "delta.`" + folder.resolve("t") + "`")).stream()
            .map(json -> json.replaceAll("\\{\"r\":\"(.*)\"}", "$1"))
            .collect(Collectors.toList());
    List<String> byFlink =
        CatalogSession.on(folder.toString()).run(String.format(query, "t")).stream()
            .map(row -> row.replaceAll("\\+I\\[(.*)]", "$1"))
            .collect(Collectors.toList());
    assertThat(byFlink).as(query).containsExactlyInAnyOrderElementsOf(bySpark);
    return byFlink;
  }

  private void declare(SqlSession session, String name, String types) {
    session.run(
        String.format(
            "CREATE TEMPORARY TABLE %s (id INT, s %s) WITH ('connector' = 'delta', 'table-path' ="
                + " '%s', 'schema-evolution' = 'add-columns')",
            name, types, folder.resolve("t").toUri()));
  }

  private static void insert(
      SqlSession session, String name, int id, String struct, String element) {
    session.run(
        String.format("INSERT INTO %s VALUES (%d, %s, ARRAY[%s])", name, id, struct, element));
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
