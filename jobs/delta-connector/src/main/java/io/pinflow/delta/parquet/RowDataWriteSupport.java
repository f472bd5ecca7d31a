package io.pinflow.delta.parquet;

import java.util.Map;
import org.apache.flink.formats.parquet.row.ParquetRowDataWriter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes rows with flink-parquet's record writer under a schema of ours. */
final class RowDataWriteSupport extends WriteSupport<RowData> {

  private final RowType rowType;
  private final MessageType schema;
  private ParquetRowDataWriter writer;

  RowDataWriteSupport(RowType rowType, MessageType schema) {
    this.rowType = rowType;
    this.schema = schema;
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  @SuppressWarnings("deprecation") // the older of two entry points, still abstract
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    writer = new ParquetRowDataWriter(recordConsumer, rowType, schema, true, timestamps());
  }

  @Override
  public void write(RowData row) {
    writer.write(row);
  }

  /** Microseconds in an INT64, which is what {@link ParquetSchema} declares. */
  private static Configuration timestamps() {
    Configuration configuration = new Configuration(false);
    configuration.set("parquet.write.int64.timestamp", "true");
    configuration.set("parquet.timestamp.time.unit", "micros");
    return configuration;
  }
}
