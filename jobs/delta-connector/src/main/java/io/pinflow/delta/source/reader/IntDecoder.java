package io.pinflow.delta.source.reader;

import java.util.Arrays;
import org.apache.parquet.column.values.ValuesReader;

/** A sequence of small integers, such as the levels of a page. */
abstract class IntDecoder {

  /** Fills {@code into} from {@code from} on with the next ones, which must be there. */
  abstract void read(int[] into, int from, int count);

  /** As many zeros as are asked for. */
  static IntDecoder zeros() {
    return new IntDecoder() {
      @Override
      void read(int[] into, int from, int count) {
        Arrays.fill(into, from, from + count, 0);
      }
    };
  }

  /** For the encodings that only old writers use. */
  static IntDecoder of(ValuesReader values) {
    return new IntDecoder() {
      @Override
      void read(int[] into, int from, int count) {
        for (int i = from; i < from + count; i++) {
          into[i] = values.readInteger();
        }
      }
    };
  }
}
