package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import org.apache.parquet.column.values.ValuesReader;

/** The values of one page in its encoding: those that are not null, one after the other. */
abstract class PageValues {

  /** Puts the next values into a column's rows from {@code from} on. */
  abstract void read(LeafColumn into, int from, int count);

  /** Parquet's plain encoding of all types but BOOLEAN. */
  static final class Plain extends PageValues {

    private final ByteBuffer page;

    /**
     * @param page little-endian and with an array; values may refer to it
     */
    Plain(ByteBuffer page) {
      this.page = page;
    }

    @Override
    void read(LeafColumn into, int from, int count) {
      into.readPlain(page, from, count);
    }
  }

  /** Places in the chunk's dictionary. */
  static final class Ids extends PageValues {

    private final RleDecoder ids;
    private final LeafColumn dictionary;
    private int[] decoded = new int[RowBatch.CAPACITY];

    Ids(RleDecoder ids, LeafColumn dictionary) {
      this.ids = ids;
      this.dictionary = dictionary;
    }

    @Override
    void read(LeafColumn into, int from, int count) {
      if (decoded.length < count) {
        decoded = new int[count];
      }
      ids.read(decoded, 0, count);
      into.readDictionary(dictionary, decoded, from, count);
    }
  }

  /** Any other encoding, by Parquet's own decoders. */
  static final class Decoded extends PageValues {

    private final ValuesReader values;

    Decoded(ValuesReader values) {
      this.values = values;
    }

    @Override
    void read(LeafColumn into, int from, int count) {
      into.readDecoded(values, from, count);
    }
  }
}
