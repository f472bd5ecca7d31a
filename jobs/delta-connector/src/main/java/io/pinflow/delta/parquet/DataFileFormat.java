package io.pinflow.delta.parquet;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.types.StructType;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.schema.MessageType;

/**
 * How the data files of one table are written; makes their writers.
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
        new FlinkParquetOutput(
            file.getFileSystem().create(file, FileSystem.WriteMode.NO_OVERWRITE));
    try {
      ParquetWriter<RowData> writer =
          new Builder(output)
              .withConf(new PlainParquetConfiguration())
              .withCompressionCodec(compression.codec())
              .withRowGroupSize(rowGroupBytes)
              .build();
      return new DataFileWriter(writer, output, statistics, physicalSchema);
    } catch (IOException | RuntimeException e) {
      output.abort();
      throw e;
    }
  }

  private final class Builder extends ParquetWriter.Builder<RowData, Builder> {

    Builder(FlinkParquetOutput output) {
      super(output);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<RowData> getWriteSupport(ParquetConfiguration configuration) {
      return new RowDataWriteSupport(rowType, parquetSchema);
    }

    @Override
    @SuppressWarnings("deprecation") // the older of two entry points, still abstract
    protected WriteSupport<RowData> getWriteSupport(
        org.apache.hadoop.conf.Configuration configuration) {
      return new RowDataWriteSupport(rowType, parquetSchema);
    }
  }
}
