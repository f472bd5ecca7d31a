package io.pinflow.delta.source.reader;

import java.nio.ByteBuffer;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Moves values stored as INT64 or INT32 into an array of longs. */
final class LongValues {

  private LongValues() {}

  static void readPlain(PrimitiveTypeName stored, ByteBuffer in, long[] into, int from, int count) {
    if (stored == PrimitiveTypeName.INT64) {
      in.asLongBuffer().get(into, from, count);
      in.position(in.position() + count * Long.BYTES);
    } else {
      for (int i = from; i < from + count; i++) {
        into[i] = in.getInt();
      }
    }
  }

  static void lookUp(long[] entries, int[] ids, long[] into, int from, int count) {
    for (int i = 0; i < count; i++) {
      into[from + i] = entries[ids[i]];
    }
  }

  static void readDecoded(
      PrimitiveTypeName stored, ValuesReader in, long[] into, int from, int count) {
    if (stored == PrimitiveTypeName.INT64) {
      for (int i = from; i < from + count; i++) {
        into[i] = in.readLong();
      }
    } else {
      for (int i = from; i < from + count; i++) {
        into[i] = in.readInteger();
      }
    }
  }
}
