package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.columnar.vector.DecimalColumnVector;
import org.apache.parquet.column.values.ValuesReader;

/** DECIMAL of at most 18 digits, whose unscaled value fits a long. */
final class ShortDecimalColumn extends LeafColumn implements DecimalColumnVector {

  static final int MAX_PRECISION = 18;

  private final StoredDecimal stored;

  /** By how much a value of the file's scale is multiplied for the column's. */
  private final long factor;

  private long[] unscaled = new long[0];

  /**
   * @param factor 10 to the power of the difference between the column's scale and the file's
   */
  ShortDecimalColumn(Leaf leaf, StoredDecimal stored, long factor) {
    super(leaf);
    this.stored = stored;
    this.factor = factor;
  }

  @Override
  LeafColumn empty() {
    return new ShortDecimalColumn(leaf(), stored, factor);
  }

  @Override
  void readPlain(ByteBuffer in, int from, int count) {
    for (int i = from; i < from + count; i++) {
      unscaled[i] = stored.plainLong(in) * factor;
    }
  }

  @Override
  void readDictionary(LeafColumn dictionary, int[] ids, int from, int count) {
    LongValues.lookUp(((ShortDecimalColumn) dictionary).unscaled, ids, unscaled, from, count);
  }

  @Override
  void readDecoded(ValuesReader in, int from, int count) {
    for (int i = from; i < from + count; i++) {
      unscaled[i] = stored.decodedLong(in) * factor;
    }
  }

  @Override
  void grow(int capacity) {
    unscaled = Arrays.copyOf(unscaled, capacity);
  }

  @Override
  public DecimalData getDecimal(int row, int precision, int scale) {
    return DecimalData.fromUnscaledLong(unscaled[row], precision, scale);
  }
}
