package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.data.columnar.vector.BytesColumnVector;
import org.apache.parquet.column.values.ValuesReader;

/**
 * STRING, as UTF-8. Values are references into pages and dictionaries, which nobody changes once
 * they are read.
 */
final class StringColumn extends LeafColumn implements BytesColumnVector {

  private MemorySegment[][] segments = new MemorySegment[0][];
  private int[] offsets = new int[0];
  private int[] lengths = new int[0];

  // The page last read from, as Flink's strings refer to it.
  private byte[] page;
  private MemorySegment[] pageSegments;

  StringColumn(Leaf leaf) {
    super(leaf);
  }

  @Override
  LeafColumn empty() {
    return new StringColumn(leaf());
  }

  @Override
  void readPlain(ByteBuffer in, int from, int count) {
    if (in.array() != page) {
      page = in.array();
      pageSegments = segmentsOf(page);
    }
    int base = in.arrayOffset();
    int position = in.position();
    for (int i = from; i < from + count; i++) {
      int length = in.getInt(position);
      position += Integer.BYTES;
      segments[i] = pageSegments;
      offsets[i] = base + position;
      lengths[i] = length;
      position += length;
    }
    in.position(position);
  }

  @Override
  void readDictionary(LeafColumn dictionary, int[] ids, int from, int count) {
    StringColumn entries = (StringColumn) dictionary;
    for (int i = 0; i < count; i++) {
      int id = ids[i];
      segments[from + i] = entries.segments[id];
      offsets[from + i] = entries.offsets[id];
      lengths[from + i] = entries.lengths[id];
    }
  }

  @Override
  void readDecoded(ValuesReader in, int from, int count) {
    for (int i = from; i < from + count; i++) {
      // Not getBytesUnsafe: some decoders reuse what it shows.
      byte[] value = in.readBytes().getBytes();
      segments[i] = segmentsOf(value);
      offsets[i] = 0;
      lengths[i] = value.length;
    }
  }

  private static MemorySegment[] segmentsOf(byte[] array) {
    return new MemorySegment[] {MemorySegmentFactory.wrap(array)};
  }

  @Override
  void grow(int capacity) {
    segments = Arrays.copyOf(segments, capacity);
    offsets = Arrays.copyOf(offsets, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
  }

  @Override
  public StringData getString(int slot) {
    return new BinaryStringData(segments[slot], offsets[slot], lengths[slot]);
  }

  /** For elements of arrays and fields of rows, which Flink reads this way. */
  @Override
  public Bytes getBytes(int slot) {
    return new Bytes(segments[slot][0].getArray(), offsets[slot], lengths[slot]);
  }
}
