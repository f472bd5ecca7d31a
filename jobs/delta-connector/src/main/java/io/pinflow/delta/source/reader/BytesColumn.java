package io.pinflow.delta.source.reader;

import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.BytesColumnVector;
import org.apache.parquet.column.ColumnReader;

/**
 * STRING (UTF-8) and BYTES. Holds references: the rows of a dictionary-encoded chunk share the
 * dictionary's arrays.
 */
final class BytesColumn extends PrimitiveColumn implements BytesColumnVector {

  private byte[][] values = new byte[0][];

  BytesColumn(int valueLevel) {
    super(valueLevel);
  }

  @Override
  void read(ColumnReader in, int row) {
    values[row] = in.getBinary().getBytesUnsafe();
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public Bytes getBytes(int row) {
    byte[] value = values[row];
    return new Bytes(value, 0, value.length);
  }
}
