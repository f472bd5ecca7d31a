package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import org.apache.parquet.column.values.ValuesReader;

/** A leaf of which only the levels matter: they tell whether a group around it is there. */
final class UnreadColumn extends LeafColumn {

  UnreadColumn(Leaf leaf) {
    super(leaf);
  }

  @Override
  LeafColumn empty() {
    return new UnreadColumn(leaf());
  }

  @Override
  void readPlain(ByteBuffer in, int from, int count) {
    // Nobody asks for values, and a page's values can be left unread.
  }

  @Override
  void readDictionary(LeafColumn dictionary, int[] ids, int from, int count) {
    // As above.
  }

  @Override
  void readDecoded(ValuesReader in, int from, int count) {
    // As above.
  }

  @Override
  void grow(int capacity) {
    // Holds nothing but nulls' marks.
  }
}
