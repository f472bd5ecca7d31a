package io.pinflow.delta.parquet;

import io.pinflow.delta.kernel.DeltaTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** A file that is written by a {@link DataFileWriter} and read by Parquet's own reader. */
final class FileForParquet {

  /** Small, so that a test's file has several. */
  static final int ROW_GROUP_BYTES = 1 << 18;

  private final Path file;

  FileForParquet(Path file) {
    this.file = file;
  }

  /** Of columns of these types, in small row groups. */
  static DataFileFormat format(DataType... types) {
    return format(ROW_GROUP_BYTES, ParquetCompression.ZSTD, types);
  }

  static DataFileFormat format(
      long rowGroupBytes, ParquetCompression compression, DataType... types) {
    RowType type = rowType(types);
    return new DataFileFormat(
        type, DeltaTypes.toStructType(type), List.of(), compression, rowGroupBytes);
  }

  /** Writes so many rows, and gives what Parquet reads of them. */
  List<Group> written(DataFileFormat format, int count, IntFunction<RowData> row)
      throws IOException {
    DataFileWriter writer = format.open(new org.apache.flink.core.fs.Path(file.toUri()));
    for (int i = 0; i < count; i++) {
      writer.write(row.apply(i));
    }
    writer.finish();
    List<Group> read = new ArrayList<>();
    try (ParquetFileReader reader = open()) {
      MessageType schema = reader.getFileMetaData().getSchema();
      for (var pages = reader.readNextRowGroup(); pages != null; ) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        for (long i = 0; i < pages.getRowCount(); i++) {
          read.add(records.read());
        }
        pages = reader.readNextRowGroup();
      }
    }
    return read;
  }

  /** The encodings of a column's pages, in all row groups. */
  Set<Encoding> encodings(int column) throws IOException {
    return rowGroups().stream()
        .flatMap(group -> group.getColumns().get(column).getEncodings().stream())
        .collect(Collectors.toSet());
  }

  List<BlockMetaData> rowGroups() throws IOException {
    try (ParquetFileReader reader = open()) {
      return reader.getRowGroups();
    }
  }

  private ParquetFileReader open() throws IOException {
    return ParquetFileReader.open(new LocalInputFile(file));
  }

  private static RowType rowType(DataType... types) {
    List<DataTypes.Field> fields = new ArrayList<>();
    for (DataType type : types) {
      fields.add(DataTypes.FIELD("c" + fields.size(), type));
    }
    return (RowType) DataTypes.ROW(fields.toArray(new DataTypes.Field[0])).getLogicalType();
  }
}
