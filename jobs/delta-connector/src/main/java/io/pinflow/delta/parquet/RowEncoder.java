package io.pinflow.delta.parquet;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Writes rows into the columns of one row group. */
final class RowEncoder {

  private final ColumnWriteStore columns;
  private final ColumnEncoder[] flat;
  @Nullable private final NestedColumns nested;

  /**
   * @param schema the columns of {@code rowType} as {@link ParquetSchema} has them
   */
  RowEncoder(RowType rowType, MessageType schema, ColumnWriteStore columns) {
    List<ColumnEncoder> encoders = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < rowType.getFieldCount(); i++) {
      Type type = schema.getType(i);
      if (type.isPrimitive()) {
        ColumnWriter column =
            columns.getColumnWriter(schema.getColumnDescription(new String[] {type.getName()}));
        encoders.add(ColumnEncoders.of(rowType.getTypeAt(i), type.asPrimitiveType(), i, column));
      } else {
        others.add(i);
      }
    }
    int[] positions = others.stream().mapToInt(Integer::intValue).toArray();
    this.columns = columns;
    this.flat = encoders.toArray(new ColumnEncoder[0]);
    this.nested = others.isEmpty() ? null : new NestedColumns(rowType, schema, positions, columns);
  }

  void encode(RowData row) {
    for (ColumnEncoder column : flat) {
      column.encode(row);
    }
    if (nested != null) {
      nested.encode(row);
    }
    columns.endRecord();
  }

  /** Hands on what is held back. */
  void flush() {
    if (nested != null) {
      nested.flush();
    }
  }
}
