package io.pinflow.delta.parquet;

import static io.pinflow.delta.parquet.FileForParquet.ROW_GROUP_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the columns of a file are encoded, by what Parquet's own reader finds. */
class DataFileEncodingTest {

  @TempDir private Path folder;
  private FileForParquet file;

  @BeforeEach
  void place() {
    file = new FileForParquet(folder.resolve("file"));
  }

  @Test
  void encodesColumnsOfFewValuesByADictionary() throws IOException {
    file.written(
        FileForParquet.format(DataTypes.STRING(), DataTypes.BIGINT()),
        30_000,
        i -> GenericRowData.of(StringData.fromString("category " + i % 13), i % 13L));
    assertThat(file.encodings(0))
        .contains(Encoding.PLAIN_DICTIONARY)
        .doesNotContain(Encoding.PLAIN);
    assertThat(file.encodings(1))
        .contains(Encoding.PLAIN_DICTIONARY)
        .doesNotContain(Encoding.PLAIN);
  }

  @Test
  void givesADictionaryUpThatGrowsTooLargeAfterItsFirstPages() throws IOException {
    List<Group> rows =
        file.written(
            FileForParquet.format(1 << 25, ParquetCompression.ZSTD, DataTypes.STRING()),
            150_000,
            i -> GenericRowData.of(StringData.fromString("value " + (i < 50_000 ? i % 9 : i))));
    assertThat(file.encodings(0)).contains(Encoding.PLAIN_DICTIONARY, Encoding.PLAIN);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).getString(0, 0)).isEqualTo("value " + (i < 50_000 ? i % 9 : i));
    }
  }

  @Test
  void triesADictionaryAgainAfterAFewRows() throws IOException {
    DataFileFormat format = FileForParquet.format(DataTypes.STRING());
    file.written(format, 10, i -> GenericRowData.of(StringData.fromString("value " + i)));
    assertThat(file.encodings(0)).doesNotContain(Encoding.PLAIN_DICTIONARY);
    Files.delete(folder.resolve("file"));
    file.written(format, 10_000, i -> GenericRowData.of(StringData.fromString("value " + i % 10)));
    assertThat(file.encodings(0)).contains(Encoding.PLAIN_DICTIONARY);
  }

  @Test
  void endsRowGroupsOfLongValuesAfterAFewRows() throws IOException {
    byte[] large = new byte[ROW_GROUP_BYTES / 4];
    List<Group> rows =
        file.written(
            FileForParquet.format(
                ROW_GROUP_BYTES, ParquetCompression.UNCOMPRESSED, DataTypes.BYTES()),
            60,
            i -> {
              byte[] value = large.clone();
              value[0] = (byte) i;
              return GenericRowData.of(value);
            });
    assertThat(file.rowGroups()).allSatisfy(group -> assertThat(group.getRowCount()).isLessThan(8));
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).getBinary(0, 0).getBytes()).hasSize(large.length).startsWith((byte) i);
    }
  }

  @Test
  void compressesPagesOfLongValuesBetweenShortOnes() throws IOException {
    IntFunction<byte[]> value =
        i -> {
          byte[] bytes = new byte[i % 7 == 0 ? 1 << 20 : 10];
          Arrays.fill(bytes, (byte) i);
          return bytes;
        };
    List<Group> rows =
        file.written(
            FileForParquet.format(1 << 26, ParquetCompression.ZSTD, DataTypes.BYTES()),
            50,
            i -> GenericRowData.of(value.apply(i)));
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).getBinary(0, 0).getBytes()).isEqualTo(value.apply(i));
    }
  }
}
