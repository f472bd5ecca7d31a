package io.pinflow.delta.parquet;

import org.apache.flink.table.data.RowData;
import org.apache.parquet.column.ColumnWriter;

/**
 * Writes one flat column of rows straight into Parquet's column writer: no start and end of fields,
 * whose nesting Parquet's record consumer would follow for each value.
 */
abstract class ColumnEncoder {

  private final int position;
  private final boolean nullable;
  private final ColumnWriter column;

  /**
   * @param nullable whether the file's column may hold nulls; the others are not asked for them
   */
  ColumnEncoder(int position, boolean nullable, ColumnWriter column) {
    this.position = position;
    this.nullable = nullable;
    this.column = column;
  }

  final void encode(RowData row) {
    if (!nullable) {
      write(row, position, column, 0);
    } else if (row.isNullAt(position)) {
      column.writeNull(0, 0);
    } else {
      write(row, position, column, 1);
    }
  }

  /** Writes a value which is not null, at the definition level of one. */
  abstract void write(RowData row, int position, ColumnWriter column, int level);
}
