package io.pinflow.delta.source.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeletionVector;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.ScanColumn;
import io.pinflow.delta.testing.DeletionVectors;
import io.pinflow.delta.testing.ParquetFiles;
import io.pinflow.delta.testing.PlainValues;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetSplitRowsTest {

  private static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);
  private static final LogicalType INSTANT = new LocalZonedTimestampType(6);

  @TempDir private Path folder;

  /**
   * Row groups, pages and batches end at different rows, so that arrays lie across all their
   * borders.
   */
  @ParameterizedTest
  @EnumSource(WriterVersion.class)
  void readsArraysWithNullAndEmptyOnesAndNullElements(WriterVersion version) throws IOException {
    Path file = folder.resolve("arrays.parquet");
    int rows = 20_000;
    ParquetFiles.of(
            "message m { optional group a (LIST) { repeated group list { optional double element; } } }")
        .version(version)
        .rowGroupSize(64 << 10)
        .pageSize(1 << 10)
        .write(file, rows, (row, i) -> addArray(row, arrayOf(i)));
    List<List<Double>> expected = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      expected.add(arrayOf(i));
    }
    assertThat(read(file, column("a", new ArrayType(new DoubleType()))))
        .isEqualTo(singles(expected));
  }

  private static List<Double> arrayOf(int i) {
    switch (i % 7) {
      case 0:
        return null;
      case 1:
        return List.of();
      case 2:
        return Arrays.asList((Double) null);
      case 3:
        return Arrays.asList(i + 0.5, null, -i + 0.25);
      default:
        return Arrays.asList(i + 0.5, (double) (i % 3));
    }
  }

  private static void addArray(Group row, List<Double> array) {
    if (array != null) {
      Group group = row.addGroup("a");
      for (Double element : array) {
        Group entry = group.addGroup("list");
        if (element != null) {
          entry.append("element", element);
        }
      }
    }
  }

  @Test
  void readsAnArrayInParquetsOldTwoLevelLayout() throws IOException {
    Path file = folder.resolve("old-arrays.parquet");
    ParquetFiles.of("message m { optional group a (LIST) { repeated int32 array; } }")
        .write(
            file,
            3,
            (row, i) -> {
              if (i > 0) {
                Group array = row.addGroup("a");
                for (int j = 1; j < i; j++) {
                  array.append("array", j);
                }
              }
            });
    assertThat(read(file, column("a", new ArrayType(new IntType()))))
        .isEqualTo(singles(Arrays.asList(null, List.of(), List.of(1))));
  }

  /** With PARQUET_2_0 the values are delta encoded, the strings by their prefixes. */
  @ParameterizedTest
  @CsvSource({"PARQUET_1_0, true", "PARQUET_1_0, false", "PARQUET_2_0, true", "PARQUET_2_0, false"})
  void readsEveryPrimitiveTypeInEveryEncoding(WriterVersion version, boolean dictionary)
      throws IOException {
    Path file = folder.resolve("types.parquet");
    ParquetFiles files =
        ParquetFiles.of(
                "message m { optional boolean b; optional int32 s (INTEGER(16,true)); required int32 i;"
                    + " optional int64 l; optional float f; optional double d; optional binary t (STRING);"
                    + " optional binary y; optional int32 date (DATE); optional int32 d9 (DECIMAL(9,2));"
                    + " optional int64 d18 (DECIMAL(18,4));"
                    + " optional fixed_len_byte_array(16) d38 (DECIMAL(38,6)); }")
            .version(version)
            .pageSize(1 << 10)
            .rowGroupSize(128 << 10);
    if (!dictionary) {
      files.withoutDictionary();
    }
    int rows = 5_000;
    files.write(file, rows, ParquetSplitRowsTest::fillEveryType);
    List<List<Object>> expected = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      expected.add(everyType(i));
    }
    assertThat(
            read(
                file,
                column("b", new BooleanType()),
                column("s", new SmallIntType()),
                column("i", new IntType(false)),
                column("l", new BigIntType()),
                column("f", new FloatType()),
                column("d", new DoubleType()),
                column("t", STRING),
                column("y", new VarBinaryType(VarBinaryType.MAX_LENGTH)),
                column("date", new DateType()),
                column("d9", new DecimalType(9, 2)),
                column("d18", new DecimalType(18, 4)),
                column("d38", new DecimalType(38, 6))))
        .isEqualTo(expected);
  }

  private static void fillEveryType(Group row, int i) {
    row.append("i", i);
    if (i % 5 == 0) {
      return;
    }
    row.append("b", i % 2 == 0).append("s", i % 1000 - 500).append("l", i * 1_000_000_007L);
    row.append("f", i / 8f).append("d", i / 3d).append("t", "text \u00e9\ud83d\ude00 " + i % 300);
    row.append("y", Binary.fromConstantByteArray(new byte[] {(byte) i, 0, -1}));
    row.append("date", i - 2_500).append("d9", i - 2_500).append("d18", -i * 1_000_003L);
    byte[] unscaled = BigInteger.valueOf(i - 2_500L).shiftLeft(64).toByteArray();
    byte[] fixed = new byte[16];
    Arrays.fill(fixed, (byte) (i < 2_500 ? -1 : 0));
    System.arraycopy(unscaled, 0, fixed, 16 - unscaled.length, unscaled.length);
    row.append("d38", Binary.fromConstantByteArray(fixed));
  }

  private static List<Object> everyType(int i) {
    if (i % 5 == 0) {
      return Arrays.asList(null, null, i, null, null, null, null, null, null, null, null, null);
    }
    return Arrays.asList(
        i % 2 == 0,
        (short) (i % 1000 - 500),
        i,
        i * 1_000_000_007L,
        i / 8f,
        i / 3d,
        "text \u00e9\ud83d\ude00 " + i % 300,
        List.of((byte) i, (byte) 0, (byte) -1),
        i - 2_500,
        BigDecimal.valueOf(i - 2_500, 2),
        BigDecimal.valueOf(-i * 1_000_003L, 4),
        new BigDecimal(BigInteger.valueOf(i - 2_500L).shiftLeft(64), 6));
  }

  /** The daylight saving changes are those of the zone the tests run in. */
  @ParameterizedTest
  @CsvSource({
    "1969-12-31T23:59:59.999999Z",
    "1969-12-31T23:59:59.123Z",
    "1900-01-01T00:00:00.000001Z",
    "0001-01-01T00:00:00Z",
    "1970-01-01T00:00:00Z",
    "2024-03-10T06:59:59.999999Z",
    "2024-03-10T07:00:00Z",
    "2024-03-10T07:30:00.5Z",
    "2024-11-03T05:30:00Z",
    "2024-11-03T06:30:00.123456Z",
    "9999-12-31T23:59:59.999999Z"
  })
  void readsAnInstantHoweverItIsStored(String text) throws IOException {
    Instant instant = Instant.parse(text);
    long micros =
        Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    Path file = folder.resolve("instants.parquet");
    ParquetFiles.of(
            "message m { required int64 micros (TIMESTAMP(MICROS,true));"
                + " required int64 millis (TIMESTAMP(MILLIS,true)); required int96 int96; }")
        .write(
            file,
            1,
            (row, i) ->
                row.append("micros", micros)
                    .append("millis", Math.floorDiv(micros, 1_000))
                    .append("int96", int96(micros)));
    Instant millis = Instant.ofEpochMilli(Math.floorDiv(micros, 1_000));
    assertThat(
            read(
                file,
                column("micros", INSTANT),
                column("millis", INSTANT),
                column("int96", INSTANT)))
        .containsExactly(List.of(instant, millis, instant));
  }

  private static Binary int96(long micros) {
    long day = Math.floorDiv(micros, 86_400_000_000L);
    long nanosOfDay = Math.floorMod(micros, 86_400_000_000L) * 1_000;
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(nanosOfDay).putInt((int) (day + 2_440_588)).flip();
    return Binary.fromConstantByteBuffer(bytes);
  }

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
  void countsRowsWithoutReadingAColumn() throws IOException {
    Path file = numbers(10_000);
    assertThat(read(file)).hasSize(10_000);
  }

  @Test
  void continuesAfterAnyNumberOfRows() throws IOException {
    int rows = 10_000;
    Path file = numbers(rows);
    for (int rowsRead : new int[] {0, 1, 99, 100, 2_047, 2_048, 5_001, rows - 1, rows}) {
      DeltaSourceSplit split = split(file, 0, Files.size(file), rowsRead);
      assertThat(read(split, Long.MAX_VALUE, column("i", new IntType())))
          .as("after %d rows", rowsRead)
          .isEqualTo(range(rowsRead, rows));
      assertThat(read(split, Long.MAX_VALUE)).hasSize(rows - rowsRead);
    }
  }

  @Test
  void rangesOfBytesReadEachRowOnce() throws IOException {
    int rows = 10_000;
    Path file = numbers(rows);
    long size = Files.size(file);
    for (int pieces : new int[] {2, 3, 17, 150}) {
      List<List<Object>> read = new ArrayList<>();
      for (int piece = 0; piece < pieces; piece++) {
        long from = size * piece / pieces;
        long to = size * (piece + 1) / pieces;
        read.addAll(
            read(split(file, from, to - from, 0), Long.MAX_VALUE, column("i", new IntType())));
      }
      assertThat(read).as("%d pieces", pieces).isEqualTo(range(0, rows));
    }
  }

  /** However the file is cut, positions are those of the whole file. */
  @Test
  void leavesOutDeletedRowsInRangesOfBytesAndAfterAnyNumberOfRows() throws IOException {
    int rows = 10_000;
    Path file = numbers(rows);
    long size = Files.size(file);
    LongPredicate deleted =
        position ->
            position % 3 == 0 || (position >= 2_000 && position < 7_000) || position > 9_990;
    List<List<Object>> expected = range(0, rows);
    expected.removeIf(row -> deleted.test((Integer) row.get(0)));
    DeletionVector vector = DeletionVectors.inline(rows, deleted);
    for (int pieces : new int[] {1, 2, 17}) {
      List<List<Object>> read = new ArrayList<>();
      List<List<Object>> unread = new ArrayList<>();
      for (int piece = 0; piece < pieces; piece++) {
        long from = size * piece / pieces;
        long to = size * (piece + 1) / pieces;
        DeltaSourceSplit split = split(file, from, to - from, 0, Optional.of(vector));
        read.addAll(read(split, Long.MAX_VALUE, column("i", new IntType())));
        unread.addAll(read(split, Long.MAX_VALUE));
      }
      assertThat(read).as("%d pieces", pieces).isEqualTo(expected);
      assertThat(unread).hasSameSizeAs(expected);
    }
    for (int rowsRead : new int[] {1, 66, 1_333, 1_334, expected.size() - 1, expected.size()}) {
      DeltaSourceSplit split = split(file, 0, size, rowsRead, Optional.of(vector));
      assertThat(read(split, Long.MAX_VALUE, column("i", new IntType())))
          .as("after %d rows", rowsRead)
          .isEqualTo(expected.subList(rowsRead, expected.size()));
      assertThat(read(split, rowsRead + 1, column("i", new IntType())))
          .isEqualTo(expected.subList(rowsRead, Math.min(expected.size(), rowsRead + 1)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
  void readsEveryCodecInBothPageVersions(CompressionCodecName codec) throws IOException {
    for (WriterVersion version : WriterVersion.values()) {
      Path file = folder.resolve(version + ".parquet");
      ParquetFiles.of("message m { required int32 i; optional binary t (STRING); }")
          .version(version)
          .compression(codec)
          .pageSize(4 << 10)
          .withoutDictionary()
          .write(file, 5_000, (row, i) -> row.append("i", i).append("t", "text " + i));
      List<List<Object>> expected = range(0, 5_000);
      expected.replaceAll(row -> List.of(row.get(0), "text " + row.get(0)));
      assertThat(read(file, column("i", new IntType()), column("t", STRING))).isEqualTo(expected);
    }
  }

  @Test
  void stopsAtTheLimit() throws IOException {
    Path file = numbers(10_000);
    DeltaSourceSplit split = split(file, 0, Files.size(file), 3);
    assertThat(read(split, 5, column("i", new IntType()))).isEqualTo(range(3, 5));
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

  @Test
  void namesTheFileWhichIsGone() {
    DeltaSourceSplit split = split(folder.resolve("gone.parquet"), 0, 100, 0);
    assertThatThrownBy(() -> open(split, List.of(), 1))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("gone.parquet")
        .hasMessageContaining("vacuum");
  }

  private Path numbers(int rows) throws IOException {
    Path file = folder.resolve("numbers.parquet");
    ParquetFiles.of("message m { required int32 i; }")
        .rowGroupSize(2 << 10)
        .withoutDictionary()
        .write(file, rows, (row, i) -> row.append("i", i));
    return file;
  }

  private static List<List<Object>> range(int from, int to) {
    List<List<Object>> range = new ArrayList<>();
    for (int i = from; i < to; i++) {
      range.add(List.of(i));
    }
    return range;
  }

  private static <T> List<List<Object>> singles(List<T> values) {
    List<List<Object>> rows = new ArrayList<>();
    values.forEach(value -> rows.add(Arrays.asList((Object) value)));
    return rows;
  }

  private static ScanColumn column(String name, LogicalType type) {
    return new ScanColumn(name, name, OptionalInt.empty(), type, false);
  }

  private static DeltaSourceSplit split(Path file, long offset, long length, long rowsRead) {
    return split(file, offset, length, rowsRead, Optional.empty());
  }

  private static DeltaSourceSplit split(
      Path file, long offset, long length, long rowsRead, Optional<DeletionVector> deleted) {
    long size = file.toFile().length();
    return new DeltaSourceSplit(
        "0", file.toUri().toString(), size, offset, length, Map.of(), deleted, rowsRead);
  }

  private static List<List<Object>> read(Path file, ScanColumn... columns) throws IOException {
    return read(split(file, 0, Files.size(file), 0), Long.MAX_VALUE, columns);
  }

  private static ParquetSplitRows open(DeltaSourceSplit split, List<ScanColumn> columns, long limit)
      throws IOException {
    return ParquetSplitRows.open(
        split, columns, limit, new DeletionVectorLoader(new Configuration()));
  }

  private static List<List<Object>> read(DeltaSourceSplit split, long limit, ScanColumn... columns)
      throws IOException {
    List<List<Object>> read = new ArrayList<>();
    RowBatch batch = new RowBatch(new BatchPool());
    try (ParquetSplitRows rows = open(split, List.of(columns), limit)) {
      while (!rows.isEmpty()) {
        RowBatch filled = rows.next(batch);
        RowData row;
        while ((row = filled.nextRecordFromSplit()) != null) {
          List<Object> values = new ArrayList<>();
          for (int i = 0; i < columns.length; i++) {
            Object value = RowData.createFieldGetter(columns[i].type(), i).getFieldOrNull(row);
            values.add(PlainValues.of(columns[i].type(), value));
          }
          read.add(values);
        }
      }
    }
    return read;
  }
}
