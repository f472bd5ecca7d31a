package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.DoubleColumnVector;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** DOUBLE, also from a file written when the column was a FLOAT, an INT or smaller. */
final class DoubleColumn extends LeafColumn implements DoubleColumnVector {

  private final PrimitiveTypeName stored;
  private double[] values = new double[0];

  DoubleColumn(Leaf leaf, PrimitiveTypeName stored) {
    super(leaf);
    this.stored = stored;
  }

  @Override
  LeafColumn empty() {
    return new DoubleColumn(leaf(), stored);
  }

  @Override
  void readPlain(ByteBuffer in, int from, int count) {
    if (stored == PrimitiveTypeName.DOUBLE) {
      in.asDoubleBuffer().get(values, from, count);
      in.position(in.position() + count * Double.BYTES);
      return;
    }
    boolean isFloat = stored == PrimitiveTypeName.FLOAT;
    for (int i = from; i < from + count; i++) {
      values[i] = isFloat ? in.getFloat() : in.getInt();
    }
  }

  @Override
  void readDictionary(LeafColumn dictionary, int[] ids, int from, int count) {
    double[] entries = ((DoubleColumn) dictionary).values;
    for (int i = 0; i < count; i++) {
      values[from + i] = entries[ids[i]];
    }
  }

  @Override
  void readDecoded(ValuesReader in, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (stored == PrimitiveTypeName.DOUBLE) {
        values[i] = in.readDouble();
      } else if (stored == PrimitiveTypeName.FLOAT) {
        values[i] = in.readFloat();
      } else {
        values[i] = in.readInteger();
      }
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
