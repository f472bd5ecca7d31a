package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.FloatColumnVector;
import org.apache.parquet.column.values.ValuesReader;

final class FloatColumn extends LeafColumn implements FloatColumnVector {

  private float[] values = new float[0];

  FloatColumn(Leaf leaf) {
    super(leaf);
  }

  @Override
  LeafColumn empty() {
    return new FloatColumn(leaf());
  }

  @Override
  void readPlain(ByteBuffer in, int from, int count) {
    in.asFloatBuffer().get(values, from, count);
    in.position(in.position() + count * Float.BYTES);
  }

  @Override
  void readDictionary(LeafColumn dictionary, int[] ids, int from, int count) {
    float[] entries = ((FloatColumn) dictionary).values;
    for (int i = 0; i < count; i++) {
      values[from + i] = entries[ids[i]];
    }
  }

  @Override
  void readDecoded(ValuesReader in, int from, int count) {
    for (int i = from; i < from + count; i++) {
      values[i] = in.readFloat();
    }
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
