package io.pinflow.delta.source.reader;

import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.FloatColumnVector;
import org.apache.parquet.column.ColumnReader;

final class FloatColumn extends PrimitiveColumn implements FloatColumnVector {

  private float[] values = new float[0];

  FloatColumn(int valueLevel) {
    super(valueLevel);
  }

  @Override
  void read(ColumnReader in, int row) {
    values[row] = in.getFloat();
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public float getFloat(int row) {
    return values[row];
  }
}
