package io.pinflow.delta.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.formats.parquet.row.ParquetRowDataWriter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Writes the rows, lists and maps among a table's columns by flink-parquet's record writer. */
final class NestedColumns {

  private final ProjectedRowData projection;
  private final RecordConsumer consumer;
  private final ParquetRowDataWriter writer;

  /**
   * @param positions those of the nested columns
   */
  NestedColumns(RowType rowType, MessageType schema, int[] positions, ColumnWriteStore columns) {
    List<RowType.RowField> fields = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (int position : positions) {
      fields.add(rowType.getFields().get(position));
      types.add(schema.getType(position));
    }
    MessageType nested = new MessageType(schema.getName(), types);
    this.projection = ProjectedRowData.from(positions);
    this.consumer =
        new ColumnIOFactory().getColumnIO(nested).getRecordWriter(new PartOfRecord(columns));
    this.writer =
        new ParquetRowDataWriter(consumer, new RowType(fields), nested, true, timestamps());
  }

  void encode(RowData row) {
    writer.write(projection.replaceRow(row));
  }

  /** Hands on the nulls which the record consumer holds back. */
  void flush() {
    consumer.flush();
  }

  /** Microseconds in an INT64, which is what {@link ParquetSchema} declares. */
  private static Configuration timestamps() {
    Configuration configuration = new Configuration(false);
    configuration.set("parquet.write.int64.timestamp", "true");
    configuration.set("parquet.timestamp.time.unit", "micros");
    return configuration;
  }

  /** The columns of a record that goes on when its nested ones are written. */
  private static final class PartOfRecord implements ColumnWriteStore {

    private final ColumnWriteStore record;

    PartOfRecord(ColumnWriteStore record) {
      this.record = record;
    }

    @Override
    public ColumnWriter getColumnWriter(ColumnDescriptor path) {
      return record.getColumnWriter(path);
    }

    @Override
    public void endRecord() {
      // The record's end is told by who writes the other columns.
    }

    @Override
    public boolean isColumnFlushNeeded() {
      return record.isColumnFlushNeeded();
    }

    @Override
    public void flush() {
      record.flush();
    }

    @Override
    public long getAllocatedSize() {
      return record.getAllocatedSize();
    }

    @Override
    public long getBufferedSize() {
      return record.getBufferedSize();
    }

    @Override
    public String memUsageString() {
      return record.memUsageString();
    }

    @Override
    public void close() {
      record.close();
    }
  }
}
