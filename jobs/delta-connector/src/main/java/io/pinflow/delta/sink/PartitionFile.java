package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.PartitionValues;
import io.pinflow.delta.parquet.DataFileWriter;
import io.pinflow.delta.parquet.DataFileWriter.WrittenFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;

/** The open data file of one partition. */
final class PartitionFile {

  /** The size is asked for once in this many rows; it takes a walk over all columns. */
  private static final int ROWS_BETWEEN_SIZE_CHECKS = 64;

  private final List<PartitionColumn> columns;
  private final List<Object> values;
  private final Map<String, String> serializedValues;
  private final String relativePath;
  private final DataFileWriter writer;

  PartitionFile(
      List<PartitionColumn> columns,
      List<Object> values,
      Map<String, String> serializedValues,
      String relativePath,
      DataFileWriter writer) {
    this.columns = columns;
    this.values = values;
    this.serializedValues = serializedValues;
    this.relativePath = relativePath;
    this.writer = writer;
  }

  List<Object> values() {
    return values;
  }

  boolean takes(RowData row) {
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).holds(row, values.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the file has reached the size. */
  boolean write(RowData data, long targetBytes) throws IOException {
    writer.write(data);
    return writer.rows() % ROWS_BETWEEN_SIZE_CHECKS == 0 && writer.estimatedBytes() >= targetBytes;
  }

  long estimatedBytes() {
    return writer.estimatedBytes();
  }

  DataFile finish() throws IOException {
    WrittenFile written = writer.finish();
    return new DataFile(
        PartitionValues.toLogPath(relativePath),
        serializedValues,
        written.bytes(),
        System.currentTimeMillis(),
        written.rows(),
        written.statisticsJson());
  }

  void abort() {
    writer.abort();
  }
}
