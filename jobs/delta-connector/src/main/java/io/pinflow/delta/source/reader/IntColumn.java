package io.pinflow.delta.source.reader;

import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.ByteColumnVector;
import org.apache.flink.table.data.columnar.vector.IntColumnVector;
import org.apache.flink.table.data.columnar.vector.ShortColumnVector;
import org.apache.parquet.column.ColumnReader;

/**
 * INT, SMALLINT, TINYINT and DATE (days since 1970-01-01), all of which Parquet stores as INT32.
 */
final class IntColumn extends PrimitiveColumn
    implements IntColumnVector, ShortColumnVector, ByteColumnVector {

  private int[] values = new int[0];

  IntColumn(int valueLevel) {
    super(valueLevel);
  }

  @Override
  void read(ColumnReader in, int row) {
    values[row] = in.getInteger();
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public int getInt(int row) {
    return values[row];
  }

  @Override
  public short getShort(int row) {
    return (short) values[row];
  }

  @Override
  public byte getByte(int row) {
    return (byte) values[row];
  }
}
