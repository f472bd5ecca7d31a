package io.pinflow.delta.source.reader;

import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.BooleanColumnVector;
import org.apache.parquet.column.ColumnReader;

final class BooleanColumn extends PrimitiveColumn implements BooleanColumnVector {

  private boolean[] values = new boolean[0];

  BooleanColumn(int valueLevel) {
    super(valueLevel);
  }

  @Override
  void read(ColumnReader in, int row) {
    values[row] = in.getBoolean();
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public boolean getBoolean(int row) {
    return values[row];
  }
}
