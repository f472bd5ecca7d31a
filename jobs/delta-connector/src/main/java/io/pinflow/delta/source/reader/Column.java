package io.pinflow.delta.source.reader;

import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.ColumnVector;
import org.apache.parquet.column.ColumnReader;

/**
 * One column of a batch: a vector which fills itself from a Parquet column chunk.
 *
 * <p>Flink's own Parquet column readers are not used because in 1.20 they return {@code [null]} for
 * an empty array, fail on an instant before 1970 which is not a whole millisecond, cannot widen a
 * type and know no encoding but plain and dictionary. Here Parquet's decoders deliver the values,
 * whatever the encoding.
 */
abstract class Column implements ColumnVector {

  private boolean[] nulls = new boolean[0];

  /** Fills the rows from 0 with the next ones of the chunk. */
  abstract void fill(ColumnReader in, int rows);

  /** Grows to hold this many rows, keeping those there are. */
  abstract void grow(int capacity);

  final void ensureCapacity(int capacity) {
    if (capacity > nulls.length) {
      int grown = Math.max(capacity, nulls.length * 2);
      nulls = Arrays.copyOf(nulls, grown);
      grow(grown);
    }
  }

  final void setNull(int row, boolean isNull) {
    nulls[row] = isNull;
  }

  @Override
  public final boolean isNullAt(int row) {
    return nulls[row];
  }
}
