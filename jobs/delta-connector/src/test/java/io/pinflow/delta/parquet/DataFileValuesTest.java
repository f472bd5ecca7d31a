package io.pinflow.delta.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet's own reader finds every value in the files as it was written. */
class DataFileValuesTest {

  @TempDir private Path folder;
  private FileForParquet file;

  @BeforeEach
  void place() {
    file = new FileForParquet(folder.resolve("file"));
  }

  @Test
  void keepsEveryValueOfEveryFlatTypeOverPagesAndRowGroups() throws IOException {
    DataFileFormat format =
        FileForParquet.format(
            DataTypes.BOOLEAN(),
            DataTypes.TINYINT(),
            DataTypes.SMALLINT(),
            DataTypes.INT(),
            DataTypes.BIGINT(),
            DataTypes.FLOAT(),
            DataTypes.DOUBLE(),
            DataTypes.STRING(),
            DataTypes.BYTES(),
            DataTypes.DATE(),
            DataTypes.TIMESTAMP_LTZ(6),
            DataTypes.STRING().notNull());
    List<Group> rows =
        file.written(
            format,
            25_000,
            i ->
                GenericRowData.of(
                    i % 3 == 0,
                    (byte) i,
                    (short) i,
                    i % 5 == 0 ? null : i,
                    i * 1_000_003L,
                    i / 2f,
                    i / 3.0,
                    i % 7 == 0 ? null : StringData.fromString("value " + i % 100),
                    new byte[] {(byte) i, (byte) (i >> 8)},
                    i % 1_000,
                    TimestampData.fromEpochMillis(i - 12_000L, 7_000),
                    StringData.fromString("unique " + i)));
    assertThat(rows).hasSize(25_000);
    assertThat(file.rowGroups()).hasSizeGreaterThan(1);
    for (int i = 0; i < rows.size(); i++) {
      Group row = rows.get(i);
      assertThat(row.getBoolean(0, 0)).isEqualTo(i % 3 == 0);
      assertThat(row.getInteger(1, 0)).isEqualTo((byte) i);
      assertThat(row.getInteger(2, 0)).isEqualTo((short) i);
      assertThat(row.getFieldRepetitionCount(3)).isEqualTo(i % 5 == 0 ? 0 : 1);
      if (i % 5 != 0) {
        assertThat(row.getInteger(3, 0)).isEqualTo(i);
      }
      assertThat(row.getLong(4, 0)).isEqualTo(i * 1_000_003L);
      assertThat(row.getFloat(5, 0)).isEqualTo(i / 2f);
      assertThat(row.getDouble(6, 0)).isEqualTo(i / 3.0);
      assertThat(row.getFieldRepetitionCount(7)).isEqualTo(i % 7 == 0 ? 0 : 1);
      if (i % 7 != 0) {
        assertThat(row.getString(7, 0)).isEqualTo("value " + i % 100);
      }
      assertThat(row.getBinary(8, 0).getBytes()).containsExactly((byte) i, (byte) (i >> 8));
      assertThat(row.getInteger(9, 0)).isEqualTo(i % 1_000);
      assertThat(row.getLong(10, 0)).isEqualTo((i - 12_000L) * 1_000 + 7);
      assertThat(row.getString(11, 0)).isEqualTo("unique " + i);
    }
  }

  @Test
  void writesDecimalsOfEverySizeInTheirFixedLength() throws IOException {
    DataFileFormat format =
        FileForParquet.format(DataTypes.DECIMAL(10, 2), DataTypes.DECIMAL(38, 3));
    String[] values = {"0.00", "-0.01", "99999999.99", "-99999999.99"};
    String[] wide = {"0.000", "-1.001", "99999999999999999999999999999999999.999", "12.345"};
    List<Group> rows =
        file.written(
            format,
            values.length,
            i ->
                GenericRowData.of(
                    DecimalData.fromBigDecimal(new BigDecimal(values[i]), 10, 2),
                    DecimalData.fromBigDecimal(new BigDecimal(wide[i]), 38, 3)));
    for (int i = 0; i < values.length; i++) {
      assertThat(decimal(rows.get(i), 0, 2)).isEqualTo(values[i]);
      assertThat(decimal(rows.get(i), 1, 3)).isEqualTo(wide[i]);
    }
  }

  @Test
  void writesTextFromMemoryOfEveryKind() throws IOException {
    byte[] text = "a text".getBytes(UTF_8);
    MemorySegment direct = MemorySegmentFactory.allocateUnpooledOffHeapMemory(16);
    direct.put(3, text, 0, text.length);
    MemorySegment first = MemorySegmentFactory.wrap("--a t".getBytes(UTF_8));
    MemorySegment second = MemorySegmentFactory.wrap("ext--".getBytes(UTF_8));
    List<RowData> rows =
        List.of(
            GenericRowData.of(
                BinaryStringData.fromAddress(new MemorySegment[] {direct}, 3, text.length)),
            GenericRowData.of(
                BinaryStringData.fromAddress(new MemorySegment[] {first, second}, 2, text.length)),
            GenericRowData.of(BinaryStringData.fromString("a text")));
    assertThat(file.written(FileForParquet.format(DataTypes.STRING()), rows.size(), rows::get))
        .allSatisfy(row -> assertThat(row.getString(0, 0)).isEqualTo("a text"));
  }

  @Test
  void writesFlatColumnsBesideNestedOnes() throws IOException {
    DataFileFormat format =
        FileForParquet.format(
            DataTypes.ARRAY(DataTypes.INT()),
            DataTypes.INT(),
            DataTypes.ROW(DataTypes.FIELD("x", DataTypes.STRING())),
            DataTypes.STRING());
    List<Group> rows =
        file.written(
            format,
            20_000,
            i ->
                GenericRowData.of(
                    i % 4 == 0 ? null : new GenericArrayData(new int[] {i, i + 1}),
                    i,
                    i % 3 == 0 ? null : GenericRowData.of(StringData.fromString("x" + i)),
                    i % 2 == 0 ? null : StringData.fromString("s" + i)));
    assertThat(rows).hasSize(20_000);
    for (int i = 0; i < rows.size(); i++) {
      Group row = rows.get(i);
      assertThat(row.getFieldRepetitionCount(0)).isEqualTo(i % 4 == 0 ? 0 : 1);
      if (i % 4 != 0) {
        assertThat(row.getGroup(0, 0).getGroup(0, 1).getInteger(0, 0)).isEqualTo(i + 1);
      }
      assertThat(row.getInteger(1, 0)).isEqualTo(i);
      assertThat(row.getFieldRepetitionCount(2)).isEqualTo(i % 3 == 0 ? 0 : 1);
      if (i % 3 != 0) {
        assertThat(row.getGroup(2, 0).getString(0, 0)).isEqualTo("x" + i);
      }
      assertThat(row.getFieldRepetitionCount(3)).isEqualTo(i % 2);
    }
  }

  private static String decimal(Group row, int column, int scale) {
    return new BigDecimal(new BigInteger(row.getBinary(column, 0).getBytes()), scale)
        .toPlainString();
  }
}
