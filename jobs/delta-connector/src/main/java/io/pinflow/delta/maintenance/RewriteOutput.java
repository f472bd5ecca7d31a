package io.pinflow.delta.maintenance;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.PartitionValues;
import io.pinflow.delta.parquet.DataFileFormat;
import io.pinflow.delta.parquet.DataFileWriter;
import io.pinflow.delta.parquet.DataFileWriter.WrittenFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.annotation.Nullable;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;

/** New data files of one partition. */
final class RewriteOutput {

  /** The size is asked for once in this many rows; it takes a walk over all columns. */
  private static final int ROWS_BETWEEN_SIZE_CHECKS = 256;

  private final String tablePath;
  private final Map<String, String> partitionValues;
  private final DataFileFormat format;
  private final long rowsPerFile;
  private final long bytesPerFile;
  private final List<DataFile> finished = new ArrayList<>();
  private final List<Path> created = new ArrayList<>();
  @Nullable private String relativePath;
  @Nullable private DataFileWriter writer;

  /**
   * @param rowsPerFile no file gets more
   * @param bytesPerFile no file gets much more, as far as that can be told before it is compressed
   */
  RewriteOutput(
      String tablePath,
      Map<String, String> partitionValues,
      DataFileFormat format,
      long rowsPerFile,
      long bytesPerFile) {
    this.tablePath = tablePath;
    this.partitionValues = partitionValues;
    this.format = format;
    this.rowsPerFile = rowsPerFile;
    this.bytesPerFile = bytesPerFile;
  }

  void write(RowData row) throws IOException {
    if (writer == null) {
      relativePath =
          PartitionValues.directory(partitionValues)
              + "compacted-"
              + UUID.randomUUID()
              + format.fileExtension();
      Path path = new Path(tablePath, relativePath);
      writer = format.open(path);
      created.add(path);
    }
    writer.write(row);
    if (writer.rows() == rowsPerFile
        || (writer.rows() % ROWS_BETWEEN_SIZE_CHECKS == 0
            && writer.estimatedBytes() >= bytesPerFile)) {
      finishFile();
    }
  }

  /** Ends the last file and returns all. */
  List<DataFile> finish() throws IOException {
    if (writer != null) {
      finishFile();
    }
    return finished;
  }

  /** Deletes what was written, as far as possible; a vacuum takes the rest. */
  void discard() {
    if (writer != null) {
      writer.abort();
      writer = null;
    }
    DiscardedFiles.delete(created);
  }

  private void finishFile() throws IOException {
    WrittenFile written = writer.finish();
    writer = null;
    finished.add(
        new DataFile(
            PartitionValues.toLogPath(relativePath),
            partitionValues,
            written.bytes(),
            System.currentTimeMillis(),
            written.rows(),
            written.statisticsJson()));
  }
}
