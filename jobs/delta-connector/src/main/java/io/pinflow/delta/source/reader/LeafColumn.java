package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import org.apache.parquet.column.values.ValuesReader;

/** The values of one leaf of a data file. */
abstract class LeafColumn extends Column {

  private final Leaf leaf;
  private final Levels levels;

  LeafColumn(Leaf leaf) {
    this.leaf = leaf;
    this.levels = new Levels(leaf.isRepeated());
  }

  /** A column of the same kind without values. */
  abstract LeafColumn empty();

  /** Reads plain values, from the buffer's position on, which moves behind them. */
  abstract void readPlain(ByteBuffer in, int from, int count);

  /** Looks up values by their ids, {@code ids[0]} first, in a column made by {@link #empty}. */
  abstract void readDictionary(LeafColumn dictionary, int[] ids, int from, int count);

  /** Reads the next values of a decoder. */
  abstract void readDecoded(ValuesReader in, int from, int count);

  final Leaf leaf() {
    return leaf;
  }

  /** From this definition level on there is a slot. */
  final int slotLevel() {
    return leaf.slotLevel();
  }

  @Override
  final Levels levels() {
    return levels;
  }

  @Override
  final void fill(LeafReader[] leaves, int rows) {
    leaves[leaf.number()].read(this, rows);
  }
}
