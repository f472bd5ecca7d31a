package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.testing.BoundedSinkJob;
import io.pinflow.testing.SparkPeer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the sink writes, Spark reads with equal values; what Spark made, the sink writes to. */
class DeltaSinkInterchangeIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static SparkPeer spark;

  @TempDir private Path folder;

  @BeforeAll
  static void startSpark() {
    spark = SparkPeer.start();
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @Test
  void sparkReadsEveryTypeWithEqualValues() throws Exception {
    RowType type =
        rowType(
            DataTypes.FIELD("bool", DataTypes.BOOLEAN()),
            DataTypes.FIELD("tiny", DataTypes.TINYINT()),
            DataTypes.FIELD("small", DataTypes.SMALLINT()),
            DataTypes.FIELD("int", DataTypes.INT()),
            DataTypes.FIELD("big", DataTypes.BIGINT()),
            DataTypes.FIELD("float", DataTypes.FLOAT()),
            DataTypes.FIELD("double", DataTypes.DOUBLE()),
            DataTypes.FIELD("dec9", DataTypes.DECIMAL(9, 2)),
            DataTypes.FIELD("dec18", DataTypes.DECIMAL(18, 0)),
            DataTypes.FIELD("dec38", DataTypes.DECIMAL(38, 10)),
            DataTypes.FIELD("string", DataTypes.STRING()),
            DataTypes.FIELD("bytes", DataTypes.BYTES()),
            DataTypes.FIELD("date", DataTypes.DATE()),
            DataTypes.FIELD("instant", DataTypes.TIMESTAMP_LTZ(6)),
            DataTypes.FIELD("wall", DataTypes.TIMESTAMP(6)),
            DataTypes.FIELD("array", DataTypes.ARRAY(DataTypes.STRING())),
            DataTypes.FIELD("map", DataTypes.MAP(DataTypes.STRING(), DataTypes.BIGINT())),
            DataTypes.FIELD(
                "row",
                DataTypes.ROW(
                    DataTypes.FIELD("i", DataTypes.INT()),
                    DataTypes.FIELD("at", DataTypes.TIMESTAMP_LTZ(3)))),
            DataTypes.FIELD(
                "nested",
                DataTypes.ARRAY(
                    DataTypes.ROW(
                        DataTypes.FIELD(
                            "m",
                            DataTypes.MAP(
                                DataTypes.INT(), DataTypes.ARRAY(DataTypes.DECIMAL(5, 1)))),
                        DataTypes.FIELD("d", DataTypes.DATE())))));
    GenericRowData full =
        GenericRowData.of(
            true,
            (byte) -128,
            (short) 32_767,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            -1.5f,
            1e-300,
            decimal("-1234567.89", 9, 2),
            decimal("999999999999999999", 18, 0),
            decimal("-1234567890123456789012345678.0123456789", 38, 10),
            StringData.fromString("\u00e4\ud83d\ude00 \u00a0"),
            new byte[] {0, (byte) 0xff, 127},
            (int) LocalDate.parse("1969-12-31").toEpochDay(),
            instant("1969-12-31T23:59:59.999999"),
            instant("1500-03-01T00:00:00.000001"),
            new GenericArrayData(new Object[] {StringData.fromString("a"), null}),
            new GenericMapData(Map.of(StringData.fromString("k"), 7L)),
            GenericRowData.of(1, instant("2024-03-30T01:02:03.004")),
            new GenericArrayData(
                new Object[] {
                  GenericRowData.of(
                      new GenericMapData(
                          Map.of(
                              5, new GenericArrayData(new Object[] {decimal("-0.5", 5, 1), null}))),
                      0),
                  null
                }));
    GenericRowData empty = new GenericRowData(type.getFieldCount());
    empty.setField(15, new GenericArrayData(new Object[0]));
    empty.setField(16, new GenericMapData(Map.of()));
    empty.setField(17, new GenericRowData(2));
    GenericRowData nulls = new GenericRowData(type.getFieldCount());
    write("types", type, List.of(), full, empty, nulls);
    List<String> expected =
        List.of(
            "{\"bool\":true,\"tiny\":-128,\"small\":32767,\"int\":-2147483648,"
                + "\"big\":9223372036854775807,\"float\":-1.5,\"double\":1.0E-300,"
                + "\"dec9\":-1234567.89,\"dec18\":999999999999999999,"
                + "\"dec38\":-1234567890123456789012345678.0123456789,"
                + "\"string\":\"\u00e4\ud83d\ude00 \u00a0\",\"bytes\":\"AP9/\","
                + "\"date\":\"1969-12-31\",\"instant\":\"1969-12-31 23:59:59.999999\","
                + "\"wall\":\"1500-03-01T00:00:00.000001\",\"array\":[\"a\",null],"
                + "\"map\":{\"k\":7},"
                + "\"row\":{\"i\":1,\"at\":\"2024-03-30 01:02:03.004000\"},"
                + "\"nested\":[{\"m\":{\"5\":[-0.5,null]},\"d\":\"1970-01-01\"},null]}",
            allNull(type)
                .replace("\"array\":null", "\"array\":[]")
                .replace("\"map\":null", "\"map\":{}")
                .replace("\"row\":null", "\"row\":{\"i\":null,\"at\":null}"),
            allNull(type));
    assertThat(spark.sql("SELECT * FROM " + table("types")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void sparkReadsPartitionValuesOfEveryType() throws Exception {
    RowType type =
        rowType(
            DataTypes.FIELD("bool", DataTypes.BOOLEAN()),
            DataTypes.FIELD("small", DataTypes.SMALLINT()),
            DataTypes.FIELD("big", DataTypes.BIGINT()),
            DataTypes.FIELD("dec", DataTypes.DECIMAL(9, 2)),
            DataTypes.FIELD("date", DataTypes.DATE()),
            DataTypes.FIELD("instant", DataTypes.TIMESTAMP_LTZ(6)),
            DataTypes.FIELD("wall", DataTypes.TIMESTAMP(6)),
            DataTypes.FIELD("text", DataTypes.STRING()),
            DataTypes.FIELD("id", DataTypes.INT()));
    List<String> partitions = type.getFieldNames().subList(0, 8);
    GenericRowData full =
        GenericRowData.of(
            false,
            (short) -3,
            Long.MIN_VALUE,
            decimal("-0.10", 9, 2),
            (int) LocalDate.parse("1969-12-31").toEpochDay(),
            instant("1999-12-31T23:59:59.000001"),
            instant("2024-02-29T12:00:00"),
            StringData.fromString("x"),
            1);
    GenericRowData nulls = new GenericRowData(9);
    nulls.setField(8, 2);
    write("partitions", type, partitions, full, nulls);
    assertThat(spark.sql("SELECT * FROM " + table("partitions") + " ORDER BY id"))
        .containsExactly(
            "{\"bool\":false,\"small\":-3,\"big\":-9223372036854775808,\"dec\":-0.10,"
                + "\"date\":\"1969-12-31\",\"instant\":\"1999-12-31 23:59:59.000001\","
                + "\"wall\":\"2024-02-29T12:00:00.000000\",\"text\":\"x\",\"id\":1}",
            allNull(type).replace("\"id\":null", "\"id\":2"));
    assertThat(
            spark.sql(
                "SELECT id FROM "
                    + table("partitions")
                    + " WHERE instant = TIMESTAMP'1999-12-31 23:59:59.000001'"
                    + " AND date = DATE'1969-12-31' AND dec = -0.1"))
        .containsExactly("{\"id\":1}");
  }

  @Test
  void sparkReadsOddPartitionValuesLiterally() throws Exception {
    RowType type =
        rowType(DataTypes.FIELD("p", DataTypes.STRING()), DataTypes.FIELD("id", DataTypes.INT()));
    List<String> odd =
        List.of(
            "a/b",
            "100%",
            "%2F",
            "a:b",
            "x=y",
            " ",
            "a b ",
            "\ud83d\ude00",
            "\u00e4",
            "#?&+",
            "__HIVE_DEFAULT_PARTITION__",
            "..",
            "'");
    RowData[] rows = new RowData[odd.size() + 1];
    for (int i = 0; i < odd.size(); i++) {
      rows[i] = GenericRowData.of(StringData.fromString(odd.get(i)), i);
    }
    rows[odd.size()] = GenericRowData.of(StringData.fromString(""), odd.size());
    write("odd", type, List.of("p"), rows);
    List<String> seen = spark.sql("SELECT p FROM " + table("odd") + " ORDER BY id");
    List<String> expected =
        odd.stream().map(value -> "{\"p\":\"" + value + "\"}").collect(Collectors.toList());
    expected.add("{\"p\":null}");
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void writesToTablesOfSparkWithColumnMappingAndAddsAColumn() throws Exception {
    for (String mode : List.of("name", "id")) {
      String table = table(mode);
      spark.sql(
          "CREATE TABLE "
              + table
              + " (id INT, old STRING, s STRUCT<a: INT, b: ARRAY<STRING>>, p STRING) USING delta"
              + " PARTITIONED BY (p) TBLPROPERTIES ('delta.columnMapping.mode' = '"
              + mode
              + "')");
      spark.sql("ALTER TABLE " + table + " RENAME COLUMN old TO `new name`");
      spark.sql("ALTER TABLE " + table + " ADD COLUMN added BIGINT");
      spark.sql("INSERT INTO " + table + " VALUES (0, null, null, 'a', 99)");
      spark.sql("ALTER TABLE " + table + " DROP COLUMN added");
      spark.sql("INSERT INTO " + table + " VALUES (1, 'one', struct(1, array('x')), 'a')");
      RowType type =
          rowType(
              DataTypes.FIELD("id", DataTypes.INT()),
              DataTypes.FIELD("new name", DataTypes.STRING()),
              DataTypes.FIELD(
                  "s",
                  DataTypes.ROW(
                      DataTypes.FIELD("a", DataTypes.INT()),
                      DataTypes.FIELD("b", DataTypes.ARRAY(DataTypes.STRING())))),
              DataTypes.FIELD("p", DataTypes.STRING()),
              DataTypes.FIELD("added", DataTypes.BIGINT()));
      write(
          mode,
          type,
          List.of("p"),
          GenericRowData.of(
              2,
              StringData.fromString("two"),
              GenericRowData.of(2, new GenericArrayData(new Object[] {StringData.fromString("y")})),
              StringData.fromString("b"),
              22L));
      spark.sql("INSERT INTO " + table + " VALUES (3, 'three', null, 'a', 33)");
      assertThat(spark.sql("SELECT * FROM " + table + " ORDER BY id"))
          .as(mode)
          .containsExactly(
              "{\"id\":0,\"new name\":null,\"s\":null,\"p\":\"a\",\"added\":null}",
              "{\"id\":1,\"new name\":\"one\",\"s\":{\"a\":1,\"b\":[\"x\"]},"
                  + "\"p\":\"a\",\"added\":null}",
              "{\"id\":2,\"new name\":\"two\",\"s\":{\"a\":2,\"b\":[\"y\"]},"
                  + "\"p\":\"b\",\"added\":22}",
              "{\"id\":3,\"new name\":\"three\",\"s\":null,\"p\":\"a\",\"added\":33}");
    }
  }

  private void write(String name, RowType type, List<String> partitionBy, RowData... rows)
      throws Exception {
    BoundedSinkJob.write(folder.resolve(name), type, partitionBy, rows);
  }

  private String table(String name) {
    return "delta.`" + folder.resolve(name) + "`";
  }

  private static String allNull(RowType type) {
    return type.getFieldNames().stream()
        .map(name -> "\"" + name + "\":null")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static DecimalData decimal(String value, int precision, int scale) {
    return DecimalData.fromBigDecimal(new BigDecimal(value), precision, scale);
  }

  /** A wall clock reading, and the instant at which clocks in UTC show it. */
  private static TimestampData instant(String utc) {
    return TimestampData.fromLocalDateTime(LocalDateTime.parse(utc));
  }

  private static RowType rowType(DataTypes.Field... fields) {
    return (RowType) DataTypes.ROW(fields).getLogicalType();
  }
}
