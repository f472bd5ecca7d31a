package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.BytesColumnVector;
import org.apache.parquet.column.values.ValuesReader;

/**
 * STRING (UTF-8) and BYTES. Strings are references into pages and dictionaries, which nobody
 * changes once they are read. Bytes have arrays of their own: Flink 1.20 gives away the array
 * itself, and takes a wrong part of one which holds more.
 */
final class BytesColumn extends LeafColumn implements BytesColumnVector {

  private final boolean ownArrays;
  private byte[][] arrays = new byte[0][];
  private int[] offsets = new int[0];
  private int[] lengths = new int[0];

  private BytesColumn(Leaf leaf, boolean ownArrays) {
    super(leaf);
    this.ownArrays = ownArrays;
  }

  static BytesColumn ofStrings(Leaf leaf) {
    return new BytesColumn(leaf, false);
  }

  static BytesColumn ofBytes(Leaf leaf) {
    return new BytesColumn(leaf, true);
  }

  @Override
  LeafColumn empty() {
    return new BytesColumn(leaf(), ownArrays);
  }

  @Override
  void readPlain(ByteBuffer in, int from, int count) {
    byte[] page = in.array();
    int base = in.arrayOffset();
    int position = in.position();
    for (int i = from; i < from + count; i++) {
      int length = in.getInt(position);
      position += Integer.BYTES;
      set(i, page, base + position, length);
      position += length;
    }
    in.position(position);
  }

  @Override
  void readDictionary(LeafColumn dictionary, int[] ids, int from, int count) {
    BytesColumn entries = (BytesColumn) dictionary;
    for (int i = 0; i < count; i++) {
      int id = ids[i];
      set(from + i, entries.arrays[id], entries.offsets[id], entries.lengths[id]);
    }
  }

  @Override
  void readDecoded(ValuesReader in, int from, int count) {
    for (int i = from; i < from + count; i++) {
      // Not getBytesUnsafe: some decoders reuse what it shows.
      byte[] value = in.readBytes().getBytes();
      arrays[i] = value;
      offsets[i] = 0;
      lengths[i] = value.length;
    }
  }

  private void set(int row, byte[] array, int offset, int length) {
    if (ownArrays) {
      arrays[row] = Arrays.copyOfRange(array, offset, offset + length);
      offsets[row] = 0;
    } else {
      arrays[row] = array;
      offsets[row] = offset;
    }
    lengths[row] = length;
  }

  @Override
  void grow(int capacity) {
    arrays = Arrays.copyOf(arrays, capacity);
    offsets = Arrays.copyOf(offsets, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
  }

  @Override
  public Bytes getBytes(int row) {
    return new Bytes(arrays[row], offsets[row], lengths[row]);
  }
}
