package io.pinflow.delta.testing;

import io.delta.kernel.internal.deletionvectors.Base85Codec;
import io.pinflow.delta.kernel.DeletionVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.function.LongPredicate;
import org.roaringbitmap.RoaringBitmap;

/** Deletion vectors as the protocol describes them. */
public final class DeletionVectors {

  private static final int PORTABLE_FORMAT = 1681511377;

  private DeletionVectors() {}

  /** The vector of a file of so many rows, kept in the log itself. */
  public static DeletionVector inline(long rows, LongPredicate deleted) {
    RoaringBitmap bitmap = new RoaringBitmap();
    for (int position = 0; position < rows; position++) {
      if (deleted.test(position)) {
        bitmap.add(position);
      }
    }
    int size = Integer.BYTES + Long.BYTES + Integer.BYTES + bitmap.serializedSizeInBytes();
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(PORTABLE_FORMAT).putLong(1).putInt(0);
    bitmap.serialize(bytes);
    return new DeletionVector(
        "i",
        Base85Codec.encodeBytes(bytes.array()),
        OptionalInt.empty(),
        size,
        bitmap.getLongCardinality());
  }
}
