package io.pinflow.delta.source.reader;

import io.pinflow.delta.kernel.DeletionVector;
import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.ScanColumn;
import io.pinflow.delta.testing.ParquetFiles;
import io.pinflow.delta.testing.PlainValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.io.TempDir;

/** Reads splits of Parquet files into plain values. */
abstract class ParquetSplitFixture {

  static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);
  static final LogicalType INSTANT = new LocalZonedTimestampType(6);

  @TempDir Path folder;

  Path numbers(int rows) throws IOException {
    Path file = folder.resolve("numbers.parquet");
    ParquetFiles.of("message m { required int32 i; }")
        .rowGroupSize(2 << 10)
        .withoutDictionary()
        .write(file, rows, (row, i) -> row.append("i", i));
    return file;
  }

  static List<List<Object>> range(int from, int to) {
    List<List<Object>> range = new ArrayList<>();
    for (int i = from; i < to; i++) {
      range.add(List.of(i));
    }
    return range;
  }

  static <T> List<List<Object>> singles(List<T> values) {
    List<List<Object>> rows = new ArrayList<>();
    values.forEach(value -> rows.add(Arrays.asList((Object) value)));
    return rows;
  }

  static ScanColumn column(String name, LogicalType type) {
    return new ScanColumn(name, name, OptionalInt.empty(), type, false);
  }

  static DeltaSourceSplit split(Path file, long offset, long length, long rowsRead) {
    return split(file, offset, length, rowsRead, Optional.empty());
  }

  static DeltaSourceSplit split(
      Path file, long offset, long length, long rowsRead, Optional<DeletionVector> deleted) {
    long size = file.toFile().length();
    return new DeltaSourceSplit(
        "0", file.toUri().toString(), size, offset, length, Map.of(), deleted, rowsRead);
  }

  static List<List<Object>> read(Path file, ScanColumn... columns) throws IOException {
    return read(split(file, 0, Files.size(file), 0), Long.MAX_VALUE, columns);
  }

  static List<List<Object>> read(DeltaSourceSplit split, long limit, ScanColumn... columns)
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

  static ParquetSplitRows open(DeltaSourceSplit split, List<ScanColumn> columns, long limit)
      throws IOException {
    return ParquetSplitRows.open(
        split, columns, limit, new DeletionVectorLoader(new Configuration()), position -> false);
  }
}
