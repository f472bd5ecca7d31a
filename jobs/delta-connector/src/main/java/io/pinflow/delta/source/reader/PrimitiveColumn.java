package io.pinflow.delta.source.reader;

import org.apache.parquet.column.ColumnReader;

/**
 * A column with one value or null for each row, or for each element of the arrays whose elements it
 * holds.
 */
abstract class PrimitiveColumn extends Column {

  /** The definition level at which a value is present; any lower one means null. */
  private final int valueLevel;

  PrimitiveColumn(int valueLevel) {
    this.valueLevel = valueLevel;
  }

  /** Reads the current value, which is not null. */
  abstract void read(ColumnReader in, int row);

  @Override
  final void fill(ColumnReader in, int rows) {
    ensureCapacity(rows);
    for (int row = 0; row < rows; row++) {
      readNullable(in, row);
      in.consume();
    }
  }

  final void readNullable(ColumnReader in, int row) {
    boolean present = in.getCurrentDefinitionLevel() == valueLevel;
    setNull(row, !present);
    if (present) {
      read(in, row);
    }
  }
}
