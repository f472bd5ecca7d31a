package io.pinflow.delta.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.testing.ParquetFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists of both of Parquet's layouts. */
class ParquetArraysTest extends ParquetSplitFixture {

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
}
