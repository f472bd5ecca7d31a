package io.pinflow.delta.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.testing.SparkRows;
import io.pinflow.testing.SparkPeer;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.SharedSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables with features of Spark are read with rows equal to those which Spark itself reads. */
@ExtendWith(SharedSpark.class)
class SparkWrittenTablesIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  private final SparkPeer spark;
  @TempDir private Path folder;
  private SparkWrittenTable table;

  SparkWrittenTablesIT(SparkPeer spark) {
    this.spark = spark;
  }

  @BeforeEach
  void nameTable() {
    table = new SparkWrittenTable(spark, folder.resolve("a table %20 \u00e9"));
  }

  @Test
  void deletionVectors() throws Exception {
    spark.sql(
        "CREATE TABLE "
            + table.name()
            + " (id BIGINT, text STRING, part INT) USING delta PARTITIONED BY (part)"
            + " TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
    spark.sql(
        "INSERT INTO "
            + table.name()
            + " SELECT id, concat('text ', id % 77), id % 2 FROM range(0, 20000, 1, 1)");
    spark.sql("DELETE FROM " + table.name() + " WHERE id % 3 = 0 OR id BETWEEN 4000 AND 9000");
    spark.sql("DELETE FROM " + table.name() + " WHERE id = 19999");
    spark.sql("UPDATE " + table.name() + " SET text = 'changed' WHERE id < 50");
    assertThat(table.filesEndingIn(".bin")).isNotEmpty();
    table.assertReadsWhatSparkReads();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "id"})
  void columnMappingWithRenamedAndDroppedColumns(String mode) throws Exception {
    spark.sql(
        "CREATE TABLE "
            + table.name()
            + " (id INT, `odd name,;{}()=` STRING, gone INT,"
            + " nested STRUCT<a: INT, list: ARRAY<STRUCT<b: STRING, c: INT>>, m: MAP<STRING, STRUCT<d: INT>>>,"
            + " part STRING) USING delta PARTITIONED BY (part)"
            + " TBLPROPERTIES ('delta.columnMapping.mode' = '"
            + mode
            + "', 'delta.minReaderVersion' = '2', 'delta.minWriterVersion' = '5')");
    insertNested(1);
    spark.sql("ALTER TABLE " + table.name() + " RENAME COLUMN `odd name,;{}()=` TO plain");
    spark.sql("ALTER TABLE " + table.name() + " RENAME COLUMN nested.a TO z");
    spark.sql("ALTER TABLE " + table.name() + " RENAME COLUMN nested.list.element.b TO y");
    spark.sql("ALTER TABLE " + table.name() + " RENAME COLUMN part TO partition");
    spark.sql("ALTER TABLE " + table.name() + " DROP COLUMN gone");
    spark.sql("ALTER TABLE " + table.name() + " DROP COLUMN nested.list.element.c");
    // The same name, but not the column that was dropped.
    spark.sql("ALTER TABLE " + table.name() + " ADD COLUMNS (gone INT)");
    boolean sparkReadsNewFields = mode.equals("name");
    if (sparkReadsNewFields) {
      spark.sql("ALTER TABLE " + table.name() + " ADD COLUMNS (nested.m.value.e BIGINT)");
    }
    spark.sql(
        "INSERT INTO "
            + table.name()
            + " (id, plain, nested, partition, gone) SELECT 9, 'new', named_struct('z', 1, 'list',"
            + " array(named_struct('y', 'x')), 'm', map('k', named_struct('d', 1"
            + (sparkReadsNewFields ? ", 'e', 2L" : "")
            + "))), 'q', 5");
    table.assertReadsWhatSparkReads();
    assertThat(
            SparkRows.readBy(
                DeltaSource.forBoundedRowData(table.path()).columns("gone", "partition").build()))
        .hasSize(4)
        .contains("{gone=5, partition=\"q\"}");
  }

  private void insertNested(int first) {
    spark.sql(
        "INSERT INTO "
            + table.name()
            + " VALUES ("
            + first
            + ", 'x', 1, named_struct('a', 7, 'list', array(named_struct('b', 'y', 'c', 3), null),"
            + " 'm', map('k', named_struct('d', 4), 'l', null)), 'p'),"
            + " (2, null, 2, named_struct('a', null, 'list', array(), 'm', map()), null),"
            + " (3, '', 3, null, 'p q')");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "parquet"})
  void checkpointsOfTheSecondVersion(String format) throws Exception {
    spark.sql("SET spark.databricks.delta.checkpointV2.topLevelFileFormat = " + format);
    spark.sql(
        "CREATE TABLE "
            + table.name()
            + " (id BIGINT, part INT) USING delta PARTITIONED BY (part) TBLPROPERTIES"
            + " ('delta.checkpointPolicy' = 'v2', 'delta.checkpointInterval' = '2')");
    for (int i = 0; i < 3; i++) {
      spark.sql(
          "INSERT INTO " + table.name() + " SELECT id, id % 3 FROM range(" + i * 10 + ", 100)");
    }
    assertThat(table.filesEndingIn(".checkpoint." + uuid() + "." + format)).hasSize(1);
    assertThat(table.folder().resolve("_delta_log/_sidecars")).isNotEmptyDirectory();
    // Nothing but the checkpoint tells of the first versions now.
    for (int version = 0; version < 2; version++) {
      Files.delete(table.folder().resolve(String.format("_delta_log/%020d.json", version)));
    }
    table.assertReadsWhatSparkReads();
  }

  private static String uuid() {
    return "[0-9a-f-]{36}";
  }

  @Test
  void generatedPartitionColumns() throws Exception {
    // Spark's SQL cannot declare them, its API can.
    Files.createDirectories(table.folder().resolve("_delta_log"));
    Files.writeString(
        table.folder().resolve("_delta_log/00000000000000000000.json"),
        "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":4}}\n"
            + "{\"metaData\":{\"id\":\"4f6a2f0e-9f5e-4c6a-8a57-6a3f5b8e2c11\",\"format\":{\"provider\":\"parquet\","
            + "\"options\":{}},\"schemaString\":\"{\\\"type\\\":\\\"struct\\\",\\\"fields\\\":["
            + generatedField("id", "integer", "")
            + ","
            + generatedField("at", "timestamp", "")
            + ","
            + generatedField(
                "day", "date", "\\\"delta.generationExpression\\\":\\\"CAST(at AS DATE)\\\"")
            + "]}\",\"partitionColumns\":[\"day\"],\"configuration\":{},\"createdTime\":1}}\n");
    spark.sql(
        "INSERT INTO "
            + table.name()
            + " (id, at) VALUES (1, TIMESTAMP '2024-03-31 23:59:59.999999'), (2, null),"
            + " (3, TIMESTAMP '1969-12-31 23:59:59.999999'), (4, TIMESTAMP '0001-01-01 00:00:00')");
    table.assertReadsWhatSparkReads();
  }

  private static String generatedField(String name, String type, String metadata) {
    return String.format(
        "{\\\"name\\\":\\\"%s\\\",\\\"type\\\":\\\"%s\\\",\\\"nullable\\\":true,\\\"metadata\\\":{%s}}",
        name, type, metadata);
  }

  @Test
  void namesTheFeatureAndTheTableWhereItCannotRead() {
    spark.sql("CREATE TABLE " + table.name() + " (id INT, v VARIANT) USING delta");
    assertThatThrownBy(() -> DeltaSource.forBoundedRowData(table.path()).columns("id").build())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("variantType")
        .hasMessageContaining(table.path());
  }
}
