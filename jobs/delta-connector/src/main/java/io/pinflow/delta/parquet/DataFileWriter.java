package io.pinflow.delta.parquet;

import java.io.IOException;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * Writes one data file. Not thread-safe. Rows are encoded at once and may be reused by the caller.
 */
public final class DataFileWriter {

  /**
   * The size of a row group is asked for once in this many rows; it takes a walk over all columns.
   */
  private static final int ROWS_BETWEEN_SIZE_CHECKS = 100;

  private final ParquetFileWriter file;
  private final FlinkParquetOutput output;
  private final BytesInputCompressor compressor;
  private final DataFileFormat format;
  @Nullable private RowGroup rowGroup;
  private long rows;

  /**
   * @param file started
   * @param output where it goes
   * @param compressor for this file alone, which releases it
   */
  DataFileWriter(
      ParquetFileWriter file,
      FlinkParquetOutput output,
      BytesInputCompressor compressor,
      DataFileFormat format) {
    this.file = file;
    this.output = output;
    this.compressor = compressor;
    this.format = format;
  }

  public void write(RowData row) throws IOException {
    if (rowGroup == null) {
      rowGroup = format.newRowGroup(compressor);
    }
    rowGroup.write(row);
    rows++;
    if (rowGroup.rows() % ROWS_BETWEEN_SIZE_CHECKS == 0
        && rowGroup.bufferedBytes() >= format.rowGroupBytes()) {
      endRowGroup();
    }
  }

  public long rows() {
    return rows;
  }

  /**
   * Bytes on disk and in memory, a little more than the file would have if it were finished now.
   * Walks all columns: not for every row.
   */
  public long estimatedBytes() {
    return output.length() + (rowGroup == null ? 0 : rowGroup.bufferedBytes());
  }

  /**
   * Writes the rest and the footer. The file is whole once this returns.
   *
   * @throws IOException if any of it could not be written; the file must then not be used
   */
  public WrittenFile finish() throws IOException {
    try {
      if (rowGroup != null) {
        endRowGroup();
      }
      file.end(Map.of());
    } finally {
      compressor.release();
    }
    return new WrittenFile(output.length(), rows, format.statisticsJson(file.getFooter()));
  }

  /** Lets go of an unfinished file without writing the rest. The file must not be used. */
  public void abort() {
    compressor.release();
    output.abort();
  }

  private void endRowGroup() throws IOException {
    rowGroup.flushTo(file);
    rowGroup = null;
  }

  /** What a finished file is in the table's log. */
  public static final class WrittenFile {

    private final long bytes;
    private final long rows;
    private final String statisticsJson;

    WrittenFile(long bytes, long rows, String statisticsJson) {
      this.bytes = bytes;
      this.rows = rows;
      this.statisticsJson = statisticsJson;
    }

    public long bytes() {
      return bytes;
    }

    public long rows() {
      return rows;
    }

    /** Delta's per-file statistics. */
    public String statisticsJson() {
      return statisticsJson;
    }
  }
}
