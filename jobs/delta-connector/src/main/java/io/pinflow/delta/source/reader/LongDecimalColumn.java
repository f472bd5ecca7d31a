package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.columnar.vector.DecimalColumnVector;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.parquet.column.values.ValuesReader;

/** DECIMAL of more than 18 digits. */
final class LongDecimalColumn extends LeafColumn implements DecimalColumnVector {

  private final StoredDecimal stored;
  private final DecimalType type;
  private DecimalData[] values = new DecimalData[0];

  LongDecimalColumn(Leaf leaf, StoredDecimal stored, DecimalType type) {
    super(leaf);
    this.stored = stored;
    this.type = type;
  }

  @Override
  LeafColumn empty() {
    return new LongDecimalColumn(leaf(), stored, type);
  }

  @Override
  void readPlain(ByteBuffer in, int from, int count) {
    for (int i = from; i < from + count; i++) {
      values[i] =
          DecimalData.fromBigDecimal(stored.plain(in), type.getPrecision(), type.getScale());
    }
  }

  @Override
  void readDictionary(LeafColumn dictionary, int[] ids, int from, int count) {
    DecimalData[] entries = ((LongDecimalColumn) dictionary).values;
    for (int i = 0; i < count; i++) {
      values[from + i] = entries[ids[i]];
    }
  }

  @Override
  void readDecoded(ValuesReader in, int from, int count) {
    for (int i = from; i < from + count; i++) {
      values[i] =
          DecimalData.fromBigDecimal(stored.decoded(in), type.getPrecision(), type.getScale());
    }
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public DecimalData getDecimal(int row, int precision, int scale) {
    return values[row];
  }
}
