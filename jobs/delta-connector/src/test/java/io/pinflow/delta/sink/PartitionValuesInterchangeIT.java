package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.SparkPeer;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.SharedSpark;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Partition values which the sink writes, Spark reads as equal. */
@ExtendWith(SharedSpark.class)
class PartitionValuesInterchangeIT {

  @RegisterExtension static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  private final SparkPeer spark;
  @TempDir private Path folder;
  private SparkReadTables tables;

  PartitionValuesInterchangeIT(SparkPeer spark) {
    this.spark = spark;
  }

  @BeforeEach
  void nameTables() {
    tables = new SparkReadTables(folder);
  }

  @Test
  void sparkReadsPartitionValuesOfEveryType() throws Exception {
    RowType type =
        SparkReadTables.rowType(
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
            TestValues.decimal("-0.10", 9, 2),
            (int) LocalDate.parse("1969-12-31").toEpochDay(),
            TestValues.instant("1999-12-31T23:59:59.000001"),
            TestValues.instant("2024-02-29T12:00:00"),
            StringData.fromString("x"),
            1);
    GenericRowData nulls = new GenericRowData(9);
    nulls.setField(8, 2);
    tables.write("partitions", type, partitions, full, nulls);
    assertThat(spark.sql("SELECT * FROM " + tables.table("partitions") + " ORDER BY id"))
        .containsExactly(
            "{\"bool\":false,\"small\":-3,\"big\":-9223372036854775808,\"dec\":-0.10,"
                + "\"date\":\"1969-12-31\",\"instant\":\"1999-12-31 23:59:59.000001\","
                + "\"wall\":\"2024-02-29T12:00:00.000000\",\"text\":\"x\",\"id\":1}",
            SparkReadTables.allNull(type).replace("\"id\":null", "\"id\":2"));
    assertThat(
            spark.sql(
                "SELECT id FROM "
                    + tables.table("partitions")
                    + " WHERE instant = TIMESTAMP'1999-12-31 23:59:59.000001'"
                    + " AND date = DATE'1969-12-31' AND dec = -0.1"))
        .containsExactly("{\"id\":1}");
  }

  @Test
  void sparkReadsOddPartitionValuesLiterally() throws Exception {
    RowType type =
        SparkReadTables.rowType(
            DataTypes.FIELD("p", DataTypes.STRING()), DataTypes.FIELD("id", DataTypes.INT()));
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
    tables.write("odd", type, List.of("p"), rows);
    List<String> seen = spark.sql("SELECT p FROM " + tables.table("odd") + " ORDER BY id");
    List<String> expected =
        odd.stream().map(value -> "{\"p\":\"" + value + "\"}").collect(Collectors.toList());
    expected.add("{\"p\":null}");
    assertThat(seen).isEqualTo(expected);
  }
}
