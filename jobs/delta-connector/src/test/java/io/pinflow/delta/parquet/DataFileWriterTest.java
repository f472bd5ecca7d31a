package io.pinflow.delta.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaTypes;
import io.pinflow.delta.parquet.DataFileWriter.WrittenFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataFileWriterTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void keepsStatisticsOfEveryTypeThatHasAnOrder() throws IOException {
    RowType type =
        rowType(
            DataTypes.FIELD("i", DataTypes.INT()),
            DataTypes.FIELD("l", DataTypes.BIGINT()),
            DataTypes.FIELD("s", DataTypes.SMALLINT()),
            DataTypes.FIELD("b", DataTypes.TINYINT()),
            DataTypes.FIELD("x", DataTypes.DOUBLE()),
            DataTypes.FIELD("f", DataTypes.FLOAT()),
            DataTypes.FIELD("d", DataTypes.DATE()),
            DataTypes.FIELD("t", DataTypes.TIMESTAMP_LTZ(6)),
            DataTypes.FIELD("n", DataTypes.TIMESTAMP(6)),
            DataTypes.FIELD("m", DataTypes.DECIMAL(20, 2)),
            DataTypes.FIELD("c", DataTypes.DECIMAL(5, 1)),
            DataTypes.FIELD("str", DataTypes.STRING()));
    WrittenFile file =
        write(
            type,
            GenericRowData.of(
                3,
                -5L,
                (short) 2,
                (byte) 1,
                1.5,
                0.5f,
                19_812,
                TimestampData.fromEpochMillis(-1, 999_000),
                TimestampData.fromEpochMillis(5, 1_000),
                DecimalData.fromBigDecimal(new BigDecimal("-12.34"), 20, 2),
                DecimalData.fromBigDecimal(new BigDecimal("-1.5"), 5, 1),
                StringData.fromString("b")),
            GenericRowData.of(
                -3,
                7L,
                (short) -2,
                (byte) -1,
                -1.5,
                -0.5f,
                19_813,
                TimestampData.fromEpochMillis(1_700_000_000_123L, 456_000),
                TimestampData.fromEpochMillis(6, 0),
                DecimalData.fromBigDecimal(new BigDecimal("99999999999999999.99"), 20, 2),
                DecimalData.fromBigDecimal(new BigDecimal("2.5"), 5, 1),
                StringData.fromString("a")),
            new GenericRowData(12));
    JsonNode statistics = JSON.readTree(file.statisticsJson());
    assertThat(statistics.get("numRecords").asLong()).isEqualTo(3);
    assertThat(file.statisticsJson())
        .contains(
            "\"minValues\":{\"i\":-3,\"l\":-5,\"s\":-2,\"b\":-1,\"x\":-1.5,\"f\":-0.5,\"d\":\"2024-03-30\","
                + "\"t\":\"1969-12-31T23:59:59.999Z\",\"n\":\"1970-01-01T00:00:00.005\","
                + "\"m\":-12.34,\"c\":-1.5,\"str\":\"a\"}");
    assertThat(file.statisticsJson())
        .contains(
            "\"maxValues\":{\"i\":3,\"l\":7,\"s\":2,\"b\":1,\"x\":1.5,\"f\":0.5,\"d\":\"2024-03-31\","
                + "\"t\":\"2023-11-14T22:13:20.123Z\",\"n\":\"1970-01-01T00:00:00.006\","
                + "\"m\":99999999999999999.99,\"c\":2.5,\"str\":\"b\"}");
    statistics.get("nullCount").forEach(count -> assertThat(count.asLong()).isEqualTo(1));
    assertThat(statistics.get("nullCount")).hasSize(12);
  }

  @Test
  void mergesTheStatisticsOfSeveralRowGroups() throws IOException {
    RowType type = rowType(DataTypes.FIELD("i", DataTypes.INT()));
    List<RowData> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rows.add(GenericRowData.of(i * 7919 % 5_000));
    }
    WrittenFile file = write(type, 1_024, ParquetCompression.ZSTD, rows);
    try (ParquetFileReader reader = open()) {
      assertThat(reader.getRowGroups()).hasSizeGreaterThan(1);
    }
    assertThat(file.statisticsJson())
        .contains("\"numRecords\":5000", "\"minValues\":{\"i\":0}", "\"maxValues\":{\"i\":4999}");
  }

  @Test
  void leavesOutTheBoundsOfAColumnWithNaN() throws IOException {
    RowType type =
        rowType(DataTypes.FIELD("x", DataTypes.DOUBLE()), DataTypes.FIELD("y", DataTypes.DOUBLE()));
    WrittenFile file = write(type, GenericRowData.of(1.0, 1.0), GenericRowData.of(Double.NaN, 2.0));
    JsonNode statistics = JSON.readTree(file.statisticsJson());
    assertThat(statistics.get("minValues").toString()).isEqualTo("{\"y\":1.0}");
    assertThat(statistics.get("maxValues").toString()).isEqualTo("{\"y\":2.0}");
  }

  @Test
  void truncatesTheBoundsOfLongStrings() throws IOException {
    RowType type = rowType(DataTypes.FIELD("s", DataTypes.STRING()));
    WrittenFile file = write(type, GenericRowData.of(StringData.fromString("ä".repeat(100))));
    JsonNode statistics = JSON.readTree(file.statisticsJson());
    assertThat(statistics.get("minValues").get("s").asText()).isEqualTo("ä".repeat(32));
    assertThat(statistics.get("maxValues").get("s").asText()).isEqualTo("ä".repeat(31) + "å");
  }

  @Test
  void leavesOutTheBoundsOfMalformedText() throws IOException {
    RowType type = rowType(DataTypes.FIELD("s", DataTypes.STRING()));
    WrittenFile file =
        write(type, GenericRowData.of(StringData.fromBytes(new byte[] {(byte) 0xC3, 'x'})));
    assertThat(file.statisticsJson()).contains("\"minValues\":{}", "\"maxValues\":{}");
  }

  @Test
  void declaresInstantsAndListsAsOtherReadersExpectThem() throws IOException {
    RowType type =
        rowType(
            DataTypes.FIELD("at", DataTypes.TIMESTAMP_LTZ(6)),
            DataTypes.FIELD("local", DataTypes.TIMESTAMP(6)),
            DataTypes.FIELD("coordinates", DataTypes.ARRAY(DataTypes.DOUBLE())));
    write(type, new GenericRowData(3));
    try (ParquetFileReader reader = open()) {
      assertThat(reader.getFileMetaData().getSchema().toString())
          .contains(
              "optional int64 at (TIMESTAMP(MICROS,true))",
              "optional int64 local (TIMESTAMP(MICROS,false))",
              "optional group coordinates (LIST)",
              "repeated group list",
              "optional double element");
    }
  }

  @Test
  void aReusedRowDoesNotChangeWhatWasWritten() throws IOException {
    RowType type = rowType(DataTypes.FIELD("i", DataTypes.INT()));
    GenericRowData reused = new GenericRowData(1);
    DataFileWriter writer = format(type, 1 << 20, ParquetCompression.ZSTD).open(file());
    for (int i = 0; i < 10; i++) {
      reused.setField(0, i);
      writer.write(reused);
    }
    assertThat(writer.finish().statisticsJson()).contains("{\"i\":0}", "{\"i\":9}");
  }

  @ParameterizedTest
  @EnumSource(ParquetCompression.class)
  void writesEveryCodec(ParquetCompression compression) throws IOException {
    RowType type = rowType(DataTypes.FIELD("i", DataTypes.INT()));
    WrittenFile file = write(type, 1 << 20, compression, List.of(GenericRowData.of(1)));
    try (ParquetFileReader reader = open()) {
      assertThat(reader.getRowGroups().get(0).getColumns().get(0).getCodec())
          .isEqualTo(compression.codec());
    }
    assertThat(file.bytes()).isEqualTo(Files.size(folder.resolve("file")));
  }

  private WrittenFile write(RowType type, RowData... rows) throws IOException {
    return write(type, 1 << 20, ParquetCompression.ZSTD, List.of(rows));
  }

  private WrittenFile write(
      RowType type, long rowGroupBytes, ParquetCompression compression, List<RowData> rows)
      throws IOException {
    DataFileWriter writer = format(type, rowGroupBytes, compression).open(file());
    for (RowData row : rows) {
      writer.write(row);
    }
    return writer.finish();
  }

  private static DataFileFormat format(
      RowType type, long rowGroupBytes, ParquetCompression compression) {
    StructType schema = DeltaTypes.toStructType(type);
    List<Column> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      columns.add(new Column(field.getName()));
    }
    return new DataFileFormat(type, schema, columns, compression, rowGroupBytes);
  }

  private org.apache.flink.core.fs.Path file() {
    return new org.apache.flink.core.fs.Path(folder.resolve("file").toUri());
  }

  private ParquetFileReader open() throws IOException {
    return ParquetFileReader.open(new LocalInputFile(folder.resolve("file")));
  }

  private static RowType rowType(DataTypes.Field... fields) {
    return (RowType) DataTypes.ROW(fields).getLogicalType();
  }
}
