package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.BytesColumnVector;
import org.apache.parquet.column.values.ValuesReader;

/**
 * BYTES. Each value has an array of its own: Flink 1.20 gives away the array itself, and takes a
 * wrong part of one which holds more.
 */
final class BinaryColumn extends LeafColumn implements BytesColumnVector {

  private byte[][] values = new byte[0][];

  BinaryColumn(Leaf leaf) {
    super(leaf);
  }

  @Override
  LeafColumn empty() {
    return new BinaryColumn(leaf());
  }

  @Override
  void readPlain(ByteBuffer in, int from, int count) {
    for (int i = from; i < from + count; i++) {
      values[i] = new byte[in.getInt()];
      in.get(values[i]);
    }
  }

  @Override
  void readDictionary(LeafColumn dictionary, int[] ids, int from, int count) {
    byte[][] entries = ((BinaryColumn) dictionary).values;
    for (int i = 0; i < count; i++) {
      values[from + i] = entries[ids[i]].clone();
    }
  }

  @Override
  void readDecoded(ValuesReader in, int from, int count) {
    for (int i = from; i < from + count; i++) {
      values[i] = in.readBytes().getBytes();
    }
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public byte[] getBinary(int slot) {
    return values[slot];
  }

  @Override
  public Bytes getBytes(int slot) {
    return new Bytes(values[slot], 0, values[slot].length);
  }
}
