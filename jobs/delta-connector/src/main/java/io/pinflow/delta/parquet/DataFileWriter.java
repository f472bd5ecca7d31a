package io.pinflow.delta.parquet;

import io.delta.kernel.types.StructType;
import java.io.IOException;
import org.apache.flink.table.data.RowData;
import org.apache.parquet.hadoop.ParquetWriter;

/**
 * Writes one data file. Not thread-safe. Rows are encoded at once and may be reused by the caller.
 */
public final class DataFileWriter {

  private final ParquetWriter<RowData> writer;
  private final FlinkParquetOutput output;
  private final FooterStatistics statistics;
  private final StructType physicalSchema;
  private long rows;

  DataFileWriter(
      ParquetWriter<RowData> writer,
      FlinkParquetOutput output,
      FooterStatistics statistics,
      StructType physicalSchema) {
    this.writer = writer;
    this.output = output;
    this.statistics = statistics;
    this.physicalSchema = physicalSchema;
  }

  public void write(RowData row) throws IOException {
    writer.write(row);
    rows++;
  }

  public long rows() {
    return rows;
  }

  /**
   * Bytes on disk and in memory, a little more than the file would have if it were finished now.
   * Walks all columns: not for every row.
   */
  public long estimatedBytes() {
    return writer.getDataSize();
  }

  /**
   * Writes the rest and the footer. The file is whole once this returns.
   *
   * @throws IOException if any of it could not be written; the file must then not be used
   */
  public WrittenFile finish() throws IOException {
    writer.close();
    String json = statistics.of(writer.getFooter()).serializeAsJson(physicalSchema);
    return new WrittenFile(output.length(), rows, json);
  }

  /** Lets go of an unfinished file without writing the rest. The file must not be used. */
  public void abort() {
    output.abort();
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
