package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.BooleanColumnVector;
import org.apache.parquet.column.values.ValuesReader;

final class BooleanColumn extends LeafColumn implements BooleanColumnVector {

  private boolean[] values = new boolean[0];

  BooleanColumn(Leaf leaf) {
    super(leaf);
  }

  @Override
  LeafColumn empty() {
    return new BooleanColumn(leaf());
  }

  @Override
  void readPlain(ByteBuffer in, int from, int count) {
    throw new IllegalStateException("Plain booleans are bits, which Parquet's decoder reads");
  }

  @Override
  void readDictionary(LeafColumn dictionary, int[] ids, int from, int count) {
    boolean[] entries = ((BooleanColumn) dictionary).values;
    for (int i = 0; i < count; i++) {
      values[from + i] = entries[ids[i]];
    }
  }

  @Override
  void readDecoded(ValuesReader in, int from, int count) {
    for (int i = from; i < from + count; i++) {
      values[i] = in.readBoolean();
    }
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
