package io.pinflow.delta.source;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.SparkPeer;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.SharedSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Values of every type which Spark writes are read with rows equal to those which Spark reads. */
@ExtendWith(SharedSpark.class)
class SparkWrittenTypesIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  private final SparkPeer spark;
  @TempDir private Path folder;
  private SparkWrittenTable table;

  SparkWrittenTypesIT(SparkPeer spark) {
    this.spark = spark;
  }

  @BeforeEach
  void nameTable() {
    table = new SparkWrittenTable(spark, folder.resolve("a table %20 \u00e9"));
  }

  @Test
  void partitionColumnsOfEveryType() throws Exception {
    String[] types = {
      "BOOLEAN",
      "TINYINT",
      "SMALLINT",
      "INT",
      "BIGINT",
      "FLOAT",
      "DOUBLE",
      "DECIMAL(9,2)",
      "DECIMAL(38,10)",
      "STRING",
      "BINARY",
      "DATE",
      "TIMESTAMP",
      "TIMESTAMP_NTZ"
    };
    spark.sql(
        "CREATE TABLE "
            + table.name()
            + " (id INT, "
            + columns(types)
            + ") USING delta PARTITIONED BY ("
            + IntStream.range(0, types.length).mapToObj(i -> "c" + i).collect(joining(", "))
            + ")");
    spark.sql(
        "INSERT INTO "
            + table.name()
            + " VALUES (1, true, -128, -32768, -2147483648, -9223372036854775808, CAST(1.5e-7 AS FLOAT),"
            + " 1.0e300, -0.01, 1234567890123456789.0123456789, 'a/b=c %20 \u00e9\u96ea', CAST('xyz' AS BINARY),"
            + " DATE '1582-10-04', TIMESTAMP '1969-12-31 23:59:59.999999', TIMESTAMP_NTZ '2024-03-10 02:30:00.000001'),"
            + " (2, false, 127, 0, 0, 0, CAST('NaN' AS FLOAT), CAST('-Infinity' AS DOUBLE), 0, 0, '', CAST('' AS BINARY),"
            + " DATE '9999-12-31', TIMESTAMP '2024-11-03 05:30:00', TIMESTAMP_NTZ '0001-01-01 00:00:00'),"
            + " (3"
            + ", null".repeat(types.length)
            + ")");
    table.assertReadsWhatSparkReads();
  }

  @Test
  void fiftyColumnsOfEveryTypeNestedInEachOther() throws Exception {
    List<String> types = new ArrayList<>();
    List<String> values = new ArrayList<>();
    String[][] primitives = {
      {"BOOLEAN", "id % 2 = 0"},
      {"TINYINT", "CAST(id % 256 - 128 AS TINYINT)"},
      {"SMALLINT", "CAST(id * 7 - 30000 AS SMALLINT)"},
      {"INT", "CAST(id * 1000003 - 2147483 AS INT)"},
      {"BIGINT", "id * 1000000000039 - 4"},
      {"FLOAT", "CAST(id / 7 AS FLOAT)"},
      {"DOUBLE", "CASE WHEN id % 11 = 0 THEN CAST('NaN' AS DOUBLE) ELSE id / 3D END"},
      {"DECIMAL(9,2)", "CAST(id - 500.25 AS DECIMAL(9,2))"},
      {"DECIMAL(18,6)", "CAST(id * -1234567.891234 AS DECIMAL(18,6))"},
      {"DECIMAL(38,18)", "CAST(id AS DECIMAL(38,18)) / 7"},
      {"STRING", "CASE WHEN id % 13 = 0 THEN '' ELSE concat('\u96ea\u00e9 ', id % 40) END"},
      {"BINARY", "CAST(concat('b', id) AS BINARY)"},
      {"DATE", "date_add(DATE '1960-01-01', CAST(id * 50 AS INT))"},
      {"TIMESTAMP", "timestamp_micros(id * 86400000017 - 9000000000001)"},
      {"TIMESTAMP_NTZ", "CAST(timestamp_micros(id * 3600000013) AS TIMESTAMP_NTZ)"},
    };
    for (String[] primitive : primitives) {
      String nullable = "CASE WHEN id % 5 = 1 THEN NULL ELSE " + primitive[1] + " END";
      types.add(primitive[0]);
      values.add(nullable);
      types.add("ARRAY<" + primitive[0] + ">");
      values.add(
          "CASE WHEN id % 7 = 1 THEN NULL WHEN id % 7 = 2 THEN array() ELSE array("
              + nullable
              + ", NULL, "
              + primitive[1]
              + ") END");
      types.add("STRUCT<a: " + primitive[0] + ", b: MAP<STRING, " + primitive[0] + ">>");
      values.add(
          "CASE WHEN id % 6 = 1 THEN NULL ELSE named_struct('a', "
              + nullable
              + ", 'b', CASE WHEN id % 4 = 1 THEN NULL WHEN id % 4 = 2 THEN map() ELSE map('k', "
              + nullable
              + ", 'l', NULL) END) END");
    }
    types.add("MAP<INT, ARRAY<STRUCT<x: STRING, y: ARRAY<ARRAY<INT>>>>>");
    values.add(
        "CASE WHEN id % 3 = 1 THEN NULL ELSE map(CAST(id AS INT), array(NULL, named_struct('x', 'v', 'y',"
            + " array(array(1, NULL), NULL, array(), array(CAST(id AS INT))))), -1, array()) END");
    types.add("ARRAY<MAP<STRING, STRUCT<p: STRUCT<q: INT>>>>");
    values.add(
        "array(map('a', named_struct('p', named_struct('q', CAST(id AS INT)))), map('b', NULL), NULL)");
    types.add("STRUCT<deep: STRUCT<er: STRUCT<est: STRING>>>");
    values.add(
        "named_struct('deep', CASE WHEN id % 2 = 0 THEN named_struct('er', CASE WHEN id % 4 = 0 THEN"
            + " named_struct('est', CAST(id AS STRING)) END) END)");
    types.add("MAP<BIGINT, DECIMAL(20,3)>");
    values.add("map(id, CAST(id AS DECIMAL(20,3)) / 8)");
    types.add("ARRAY<ARRAY<STRUCT<a: DOUBLE>>>");
    values.add("array(array(named_struct('a', id / 2D), NULL), array(), NULL)");
    assertThat(types).hasSize(50);
    spark.sql(
        "CREATE TABLE "
            + table.name()
            + " ("
            + columns(types.toArray(new String[0]))
            + ") USING delta");
    spark.sql(
        "INSERT INTO "
            + table.name()
            + " SELECT "
            + String.join(", ", values)
            + " FROM range(0, 1500, 1, 2)");
    table.assertReadsWhatSparkReads();
  }

  @Test
  void widenedTypes() throws Exception {
    String[] before = {
      "TINYINT",
      "SMALLINT",
      "INT",
      "FLOAT",
      "INT",
      "DECIMAL(5,2)",
      "DECIMAL(15,2)",
      "DATE",
      "ARRAY<INT>",
      "STRUCT<f: SMALLINT>",
      "BIGINT",
      "TINYINT"
    };
    String[] after = {
      "SMALLINT",
      "INT",
      "BIGINT",
      "DOUBLE",
      "DOUBLE",
      "DECIMAL(10,4)",
      "DECIMAL(30,5)",
      "TIMESTAMP_NTZ",
      null,
      null,
      "DECIMAL(20,0)",
      "BIGINT"
    };
    spark.sql(
        "CREATE TABLE "
            + table.name()
            + " ("
            + columns(before)
            + ") USING delta TBLPROPERTIES ('delta.enableTypeWidening' = 'true',"
            + " 'delta.feature.timestampNtz' = 'supported')");
    String row =
        " VALUES (1, -2, 3, 1.5, -7, -0.01, 12345.67, DATE '1969-12-31', array(1, null),"
            + " named_struct('f', -3), -9223372036854775808, -5), (null"
            + ", null".repeat(before.length - 1)
            + ")";
    spark.sql("INSERT INTO " + table.name() + row);
    for (int i = 0; i < after.length; i++) {
      if (after[i] != null) {
        spark.sql("ALTER TABLE " + table.name() + " ALTER COLUMN c" + i + " TYPE " + after[i]);
      }
    }
    spark.sql("ALTER TABLE " + table.name() + " ALTER COLUMN c8.element TYPE BIGINT");
    spark.sql("ALTER TABLE " + table.name() + " ALTER COLUMN c9.f TYPE INT");
    spark.sql(
        "INSERT INTO "
            + table.name()
            + " VALUES (300, 70000, 5000000000, 1e300, 0.5, 123456.7891, 1.00001,"
            + " TIMESTAMP_NTZ '2024-01-01 01:02:03', array(5000000000), named_struct('f', 70000), 1, 5000000000)");
    table.assertReadsWhatSparkReads();
  }

  private static String columns(String... types) {
    return IntStream.range(0, types.length)
        .mapToObj(i -> "c" + i + " " + types[i])
        .collect(joining(", "));
  }
}
