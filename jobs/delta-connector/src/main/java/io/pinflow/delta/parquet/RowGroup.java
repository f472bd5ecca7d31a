package io.pinflow.delta.parquet;

import java.io.IOException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** The row group of a file that is being filled, in memory. */
final class RowGroup {

  private final ColumnChunkPageWriteStore pages;
  private final ColumnWriteStore columns;
  private final RowEncoder encoder;
  private long rows;

  RowGroup(
      RowType rowType,
      MessageType schema,
      ParquetProperties properties,
      BytesInputCompressor compressor) {
    this.pages =
        new ColumnChunkPageWriteStore(
            compressor,
            schema,
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    this.columns = properties.newColumnWriteStore(schema, pages, pages);
    this.encoder = new RowEncoder(rowType, schema, columns);
  }

  void write(RowData row) {
    encoder.encode(row);
    rows++;
  }

  long rows() {
    return rows;
  }

  /** Finished pages as they are compressed, the others as they are. Walks all columns. */
  long bufferedBytes() {
    return columns.getBufferedSize();
  }

  /** Ends the row group and adds it to the file. */
  void flushTo(ParquetFileWriter file) throws IOException {
    encoder.flush();
    file.startBlock(rows);
    columns.flush();
    pages.flushToFileWriter(file);
    file.endBlock();
    columns.close();
    pages.close();
  }
}
