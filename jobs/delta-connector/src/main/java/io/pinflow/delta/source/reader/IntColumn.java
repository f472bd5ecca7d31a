package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.ByteColumnVector;
import org.apache.flink.table.data.columnar.vector.IntColumnVector;
import org.apache.flink.table.data.columnar.vector.ShortColumnVector;
import org.apache.parquet.column.values.ValuesReader;

/**
 * INT, SMALLINT, TINYINT and DATE (days since 1970-01-01), all of which Parquet stores as INT32.
 */
final class IntColumn extends LeafColumn
    implements IntColumnVector, ShortColumnVector, ByteColumnVector {

  private int[] values = new int[0];

  IntColumn(Leaf leaf) {
    super(leaf);
  }

  @Override
  LeafColumn empty() {
    return new IntColumn(leaf());
  }

  @Override
  void readPlain(ByteBuffer in, int from, int count) {
    in.asIntBuffer().get(values, from, count);
    in.position(in.position() + count * Integer.BYTES);
  }

  @Override
  void readDictionary(LeafColumn dictionary, int[] ids, int from, int count) {
    int[] entries = ((IntColumn) dictionary).values;
    for (int i = 0; i < count; i++) {
      values[from + i] = entries[ids[i]];
    }
  }

  @Override
  void readDecoded(ValuesReader in, int from, int count) {
    for (int i = from; i < from + count; i++) {
      values[i] = in.readInteger();
    }
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public int getInt(int row) {
    return values[row];
  }

  @Override
  public short getShort(int row) {
    return (short) values[row];
  }

  @Override
  public byte getByte(int row) {
    return (byte) values[row];
  }
}
