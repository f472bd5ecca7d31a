package io.pinflow.delta.source.reader;

import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.DoubleColumnVector;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** DOUBLE, also from a file written when the column was a FLOAT or an INT. */
final class DoubleColumn extends PrimitiveColumn implements DoubleColumnVector {

  private final PrimitiveTypeName stored;
  private double[] values = new double[0];

  DoubleColumn(int valueLevel, PrimitiveTypeName stored) {
    super(valueLevel);
    this.stored = stored;
  }

  @Override
  void read(ColumnReader in, int row) {
    if (stored == PrimitiveTypeName.DOUBLE) {
      values[row] = in.getDouble();
    } else if (stored == PrimitiveTypeName.FLOAT) {
      values[row] = in.getFloat();
    } else {
      values[row] = in.getInteger();
    }
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public double getDouble(int row) {
    return values[row];
  }
}
