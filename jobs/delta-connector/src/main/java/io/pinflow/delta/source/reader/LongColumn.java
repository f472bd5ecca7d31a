package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.LongColumnVector;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** BIGINT, also from a file written when the column was an INT, SMALLINT or TINYINT. */
final class LongColumn extends LeafColumn implements LongColumnVector {

  private final PrimitiveTypeName stored;
  private long[] values = new long[0];

  LongColumn(Leaf leaf, PrimitiveTypeName stored) {
    super(leaf);
    this.stored = stored;
  }

  @Override
  LeafColumn empty() {
    return new LongColumn(leaf(), stored);
  }

  @Override
  void readPlain(ByteBuffer in, int from, int count) {
    LongValues.readPlain(stored, in, values, from, count);
  }

  @Override
  void readDictionary(LeafColumn dictionary, int[] ids, int from, int count) {
    LongValues.lookUp(((LongColumn) dictionary).values, ids, values, from, count);
  }

  @Override
  void readDecoded(ValuesReader in, int from, int count) {
    LongValues.readDecoded(stored, in, values, from, count);
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public long getLong(int row) {
    return values[row];
  }
}
