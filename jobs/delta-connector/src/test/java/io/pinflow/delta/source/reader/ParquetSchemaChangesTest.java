package io.pinflow.delta.source.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.source.ScanColumn;
import io.pinflow.delta.testing.ParquetFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose columns are not, or no longer, as the table has them. */
class ParquetSchemaChangesTest extends ParquetSplitFixture {

  /** All of Delta's feature typeWidening, in plain and in dictionary pages. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void widensWhatWasWrittenWithANarrowerType(boolean dictionary) throws IOException {
    Path file = folder.resolve("narrow.parquet");
    ParquetFiles files =
        ParquetFiles.of(
            "message m { optional int32 byte (INTEGER(8,true)); optional int32 int;"
                + " optional int64 long; optional float float; optional int32 date (DATE);"
                + " optional int32 d9 (DECIMAL(9,2)); optional int64 d18 (DECIMAL(18,2));"
                + " optional fixed_len_byte_array(3) d6 (DECIMAL(6,2));"
                + " optional fixed_len_byte_array(10) d20 (DECIMAL(20,2)); }");
    if (!dictionary) {
      files.withoutDictionary();
    }
    files.write(
        file,
        2,
        (row, i) -> {
          row.append("byte", -7).append("int", 1 << 30).append("long", -(1L << 60));
          row.append("float", 1.5f).append("date", -1).append("d9", -123);
          row.append("d18", 123_456L);
          row.append("d6", Binary.fromConstantByteArray(new byte[] {-1, -1, -2}));
          row.append(
              "d20",
              Binary.fromConstantByteArray(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -5}));
        });
    List<Object> expected = new ArrayList<>();
    List<ScanColumn> columns = new ArrayList<>();
    BiConsumer<ScanColumn, Object> expect =
        (column, value) -> {
          columns.add(column);
          expected.add(value);
        };
    expect.accept(column("byte", new SmallIntType()), (short) -7);
    expect.accept(column("byte", new IntType()), -7);
    expect.accept(column("byte", new BigIntType()), -7L);
    expect.accept(column("int", new BigIntType()), 1L << 30);
    expect.accept(column("byte", new DoubleType()), -7d);
    expect.accept(column("int", new DoubleType()), (double) (1 << 30));
    expect.accept(column("float", new DoubleType()), 1.5d);
    expect.accept(column("byte", new DecimalType(12, 2)), new BigDecimal("-7.00"));
    expect.accept(column("int", new DecimalType(10, 0)), new BigDecimal(1 << 30));
    expect.accept(column("int", new DecimalType(38, 2)), new BigDecimal((1 << 30) + ".00"));
    expect.accept(column("long", new DecimalType(22, 2)), new BigDecimal(-(1L << 60) + ".00"));
    expect.accept(column("date", new TimestampType(6)), LocalDateTime.parse("1969-12-31T00:00"));
    expect.accept(column("d9", new DecimalType(12, 4)), new BigDecimal("-1.2300"));
    expect.accept(column("d18", new DecimalType(20, 2)), new BigDecimal("1234.56"));
    expect.accept(column("d6", new DecimalType(18, 3)), new BigDecimal("-0.020"));
    expect.accept(column("d6", new DecimalType(20, 2)), new BigDecimal("-0.02"));
    expect.accept(column("d20", new DecimalType(30, 5)), new BigDecimal("-0.05000"));
    for (int i = 0; i < columns.size(); i++) {
      assertThat(read(file, columns.get(i)))
          .as("%s as %s", columns.get(i).name(), columns.get(i).type())
          .containsExactly(List.of(expected.get(i)), List.of(expected.get(i)));
    }
  }

  /** What would lose digits, or is no widening. */
  @ParameterizedTest
  @CsvSource({"long, INT", "d, DECIMAL_9_1", "d, DECIMAL_10_3", "d, INT", "date, TIMESTAMP_LTZ"})
  void refusesToNarrow(String name, String type) throws IOException {
    Path file = folder.resolve("wide.parquet");
    ParquetFiles.of(
            "message m { optional int64 long; optional int32 d (DECIMAL(9,2));"
                + " optional int32 date (DATE); }")
        .write(file, 1, (row, i) -> row.append("long", 1L).append("d", 1).append("date", 1));
    Map<String, LogicalType> types =
        Map.of(
            "INT", new IntType(),
            "DECIMAL_9_1", new DecimalType(9, 1),
            "DECIMAL_10_3", new DecimalType(9, 3),
            "TIMESTAMP_LTZ", INSTANT);
    assertThatThrownBy(() -> read(file, column(name, types.get(type))))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'" + name + "'");
  }

  @Test
  void readsAColumnYoungerThanTheFileAsNull() throws IOException {
    Path file = folder.resolve("old.parquet");
    ParquetFiles.of("message m { optional int32 i; }")
        .write(file, 2, (row, i) -> row.append("i", i));
    assertThat(
            read(
                file,
                column("new", STRING),
                column("i", new IntType()),
                column("news", new ArrayType(new DoubleType()))))
        .containsExactly(Arrays.asList(null, 0, null), Arrays.asList(null, 1, null));
  }

  @Test
  void findsAColumnByItsFieldIdWhereTheTableSaysSo() throws IOException {
    Path file = folder.resolve("ids.parquet");
    ParquetFiles.of("message m { optional int32 a = 2; optional int32 b = 1; }")
        .write(file, 1, (row, i) -> row.append("a", 10).append("b", 20));
    ScanColumn byId = new ScanColumn("a", "a", OptionalInt.of(1), new IntType(), false);
    assertThat(read(file, byId)).containsExactly(List.of(20));
  }

  @Test
  void namesTheFileAndColumnWhoseTypeDoesNotFit() throws IOException {
    Path file = numbers(1);
    assertThatThrownBy(() -> read(file, column("i", STRING)))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("numbers.parquet")
        .hasMessageContaining("'i'")
        .hasMessageContaining("int32");
  }
}
