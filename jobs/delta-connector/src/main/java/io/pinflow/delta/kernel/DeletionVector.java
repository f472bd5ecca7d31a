package io.pinflow.delta.kernel;

import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.deletionvectors.DeletionVectorStoredBitmap;
import io.delta.kernel.internal.deletionvectors.RoaringBitmapArray;
import io.delta.kernel.internal.fs.Path;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongPredicate;

/**
 * Says which rows of a data file are deleted: the log's description, complete in itself, so that it
 * can be loaded anywhere. Immutable.
 */
public final class DeletionVector {

  private final String storageType;
  private final String pathOrInlineData;
  private final OptionalInt offset;
  private final int sizeInBytes;
  private final long cardinality;

  /**
   * @param storageType {@code "i"} for inline data, {@code "p"} for a file at an absolute URI
   * @param offset of the data in the file, in bytes
   */
  public DeletionVector(
      String storageType,
      String pathOrInlineData,
      OptionalInt offset,
      int sizeInBytes,
      long cardinality) {
    this.storageType = storageType;
    this.pathOrInlineData = pathOrInlineData;
    this.offset = offset;
    this.sizeInBytes = sizeInBytes;
    this.cardinality = cardinality;
  }

  /**
   * @param tableRoot the qualified path of the table, in which relative vectors lie
   */
  static DeletionVector of(DeletionVectorDescriptor descriptor, String tableRoot) {
    boolean isInline = descriptor.isInline();
    return new DeletionVector(
        isInline
            ? DeletionVectorDescriptor.INLINE_DV_MARKER
            : DeletionVectorDescriptor.PATH_DV_MARKER,
        isInline
            ? descriptor.getPathOrInlineDv()
            : new Path(descriptor.getAbsolutePath(tableRoot)).toUri().toString(),
        descriptor.getOffset().map(OptionalInt::of).orElseGet(OptionalInt::empty),
        descriptor.getSizeInBytes(),
        descriptor.getCardinality());
  }

  /**
   * Loads it.
   *
   * @return whether the row at a position of the file, from 0 on, is deleted
   * @throws IOException if its file cannot be read or is damaged
   */
  public LongPredicate load(DeltaEngine engine) throws IOException {
    DeletionVectorDescriptor descriptor =
        new DeletionVectorDescriptor(
            storageType,
            pathOrInlineData,
            offset.isPresent() ? Optional.of(offset.getAsInt()) : Optional.empty(),
            sizeInBytes,
            cardinality);
    // The path is absolute, so that no table is needed; Kernel asks for one all the same.
    RoaringBitmapArray deleted =
        new DeletionVectorStoredBitmap(descriptor, Optional.of(""))
            .load(engine.kernel().getFileSystemClient());
    return deleted::contains;
  }

  public String storageType() {
    return storageType;
  }

  public String pathOrInlineData() {
    return pathOrInlineData;
  }

  public OptionalInt offset() {
    return offset;
  }

  public int sizeInBytes() {
    return sizeInBytes;
  }

  /** How many rows are deleted. */
  public long cardinality() {
    return cardinality;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof DeletionVector)) {
      return false;
    }
    DeletionVector that = (DeletionVector) other;
    return storageType.equals(that.storageType)
        && pathOrInlineData.equals(that.pathOrInlineData)
        && offset.equals(that.offset)
        && sizeInBytes == that.sizeInBytes
        && cardinality == that.cardinality;
  }

  @Override
  public int hashCode() {
    return Objects.hash(storageType, pathOrInlineData, offset);
  }
}
