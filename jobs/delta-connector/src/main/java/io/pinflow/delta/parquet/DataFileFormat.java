package io.pinflow.delta.parquet;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.StorageOutput;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * How the data files of one table are written; makes their writers, which one thread uses, several
 * at a time if it likes. Remembers from file to file how the columns are best encoded.
 *
 * <p>Rows come as {@code rowType}: the table's columns without the partition columns, in the order
 * of {@code physicalSchema}.
 */
public final class DataFileFormat {

  private final RowType rowType;
  private final StructType physicalSchema;
  private final MessageType parquetSchema;
  private final FooterStatistics statistics;
  private final ParquetCompression compression;
  private final long rowGroupBytes;
  private final ParquetProperties properties;

  /**
   * @param rowType the rows to be written
   * @param physicalSchema the same columns as they are named in the files
   * @param statisticsColumns physical names of the columns to collect statistics of
   * @param rowGroupBytes how much one open file may hold in memory
   */
  public DataFileFormat(
      RowType rowType,
      StructType physicalSchema,
      List<Column> statisticsColumns,
      ParquetCompression compression,
      long rowGroupBytes) {
    this.rowType = rowType;
    this.physicalSchema = physicalSchema;
    this.parquetSchema = ParquetSchema.of(physicalSchema);
    this.statistics = new FooterStatistics(physicalSchema, statisticsColumns);
    this.compression = compression;
    this.rowGroupBytes = rowGroupBytes;
    this.properties =
        ParquetProperties.builder()
            // Parquet's alone, per page and chunk; no reader of Delta tables plans by them.
            .withSizeStatisticsEnabled(false)
            // A tenth of Parquet's own, so that a page of very long values is not a hundred of
            // them.
            .withMinRowCountForPageSizeCheck(10)
            .withValuesWriterFactory(new ColumnEncodings())
            .build();
  }

  /** The ending of a file's name, which tells a reader of a listing what it is. */
  public String fileExtension() {
    return compression.fileExtension() + ".parquet";
  }

  /**
   * Opens a new file.
   *
   * @throws IOException if the file exists or cannot be made
   */
  public DataFileWriter open(Path file) throws IOException {
    FlinkParquetOutput output =
        new FlinkParquetOutput(StorageOutput.create(file, FileSystem.WriteMode.NO_OVERWRITE));
    try {
      ParquetFileWriter writer =
          new ParquetFileWriter(
              output,
              parquetSchema,
              ParquetFileWriter.Mode.CREATE,
              rowGroupBytes,
              ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
              null,
              properties);
      writer.start();
      return new DataFileWriter(writer, output, compressor(), this);
    } catch (IOException | RuntimeException e) {
      output.abort();
      throw e;
    }
  }

  private BytesInputCompressor compressor() {
    return compression == ParquetCompression.ZSTD
        ? new ZstdPages()
        : new CodecFactory(new PlainParquetConfiguration(), properties.getPageSizeThreshold())
            .getCompressor(compression.codec());
  }

  RowGroup newRowGroup(BytesInputCompressor compressor) {
    return new RowGroup(rowType, parquetSchema, properties, compressor);
  }

  long rowGroupBytes() {
    return rowGroupBytes;
  }

  String statisticsJson(ParquetMetadata footer) {
    return statistics.of(footer).serializeAsJson(physicalSchema);
  }
}
