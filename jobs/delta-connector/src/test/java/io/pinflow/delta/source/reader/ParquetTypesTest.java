package io.pinflow.delta.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.testing.ParquetFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Values of every type, however they are stored. */
class ParquetTypesTest extends ParquetSplitFixture {

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
    files.write(file, rows, ParquetTypesTest::fillEveryType);
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
}
