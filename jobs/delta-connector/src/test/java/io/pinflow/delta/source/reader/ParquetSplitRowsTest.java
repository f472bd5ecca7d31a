package io.pinflow.delta.source.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeletionVector;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.testing.DeletionVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.apache.flink.table.types.logical.IntType;
import org.junit.jupiter.api.Test;

/** Which rows of a file a split has. */
class ParquetSplitRowsTest extends ParquetSplitFixture {

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

  @Test
  void stopsAtTheLimit() throws IOException {
    Path file = numbers(10_000);
    DeltaSourceSplit split = split(file, 0, Files.size(file), 3);
    assertThat(read(split, 5, column("i", new IntType()))).isEqualTo(range(3, 5));
  }

  @Test
  void namesTheFileWhichIsGone() {
    DeltaSourceSplit split = split(folder.resolve("gone.parquet"), 0, 100, 0);
    assertThatThrownBy(() -> open(split, List.of(), 1))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("gone.parquet")
        .hasMessageContaining("vacuum");
  }
}
