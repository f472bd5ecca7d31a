package io.pinflow.delta.kernel;

import io.delta.kernel.data.Row;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.actions.RemoveFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.util.VectorUtils;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A data file of a snapshot which may be replaced. Immutable. */
public final class LiveFile {

  private final FileKey key;
  private final ScanFile file;
  private final long modificationTime;
  private final Optional<DeletionVectorDescriptor> deletionVector;

  LiveFile(AddFile add, ScanFile file) {
    this.key = FileKey.of(add);
    this.file = file;
    this.modificationTime = add.getModificationTime();
    this.deletionVector = add.getDeletionVector();
  }

  public FileKey key() {
    return key;
  }

  /** How to read it. */
  public ScanFile file() {
    return file;
  }

  /** When it was written, milliseconds since the epoch. */
  public long modificationTime() {
    return modificationTime;
  }

  public boolean hasDeletionVector() {
    return deletionVector.isPresent();
  }

  /** The rows which are not deleted; empty where the file's statistics do not count its rows. */
  public OptionalLong liveRows() {
    long deleted = deletionVector.map(DeletionVectorDescriptor::getCardinality).orElse(0L);
    return file.rowCount().isPresent()
        ? OptionalLong.of(file.rowCount().getAsLong() - deleted)
        : OptionalLong.empty();
  }

  /** Which part of its rows is deleted, 0 to 1; empty where its row count is not known. */
  public OptionalDouble deletedShare() {
    if (deletionVector.isEmpty()) {
      return OptionalDouble.of(0);
    }
    long rows = file.rowCount().orElse(0);
    return rows == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) deletionVector.get().getCardinality() / rows);
  }

  /**
   * The action which takes it out of the table.
   *
   * @param dataChange whether its rows leave the table too
   * @param deletedAt milliseconds since the epoch
   */
  Row toRemoveAction(boolean dataChange, long deletedAt) {
    Map<Integer, Object> fields = new HashMap<>();
    fields.put(RemoveFile.FULL_SCHEMA.indexOf("path"), key.path());
    fields.put(RemoveFile.FULL_SCHEMA.indexOf("deletionTimestamp"), deletedAt);
    fields.put(RemoveFile.FULL_SCHEMA.indexOf("dataChange"), dataChange);
    fields.put(RemoveFile.FULL_SCHEMA.indexOf("extendedFileMetadata"), true);
    fields.put(
        RemoveFile.FULL_SCHEMA.indexOf("partitionValues"),
        VectorUtils.stringStringMapValue(file.partitionValues()));
    fields.put(RemoveFile.FULL_SCHEMA.indexOf("size"), file.size());
    deletionVector.ifPresent(
        vector -> fields.put(RemoveFile.FULL_SCHEMA.indexOf("deletionVector"), vector.toRow()));
    return SingleAction.createRemoveFileSingleAction(
        new GenericRow(RemoveFile.FULL_SCHEMA, fields));
  }

  @Override
  public String toString() {
    return key + " (" + file.size() + " bytes)";
  }
}
