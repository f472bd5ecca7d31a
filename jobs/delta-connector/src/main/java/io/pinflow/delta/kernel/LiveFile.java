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

  /** Which part of its rows is deleted, 0 to 1; empty where its row count is not known. */
  public OptionalDouble deletedShare() {
    if (deletionVector.isEmpty()) {
      return OptionalDouble.of(0);
    }
    if (file.rowCount().isEmpty()) {
      return OptionalDouble.empty();
    }
    double deleted = deletionVector.get().getCardinality();
    return OptionalDouble.of(deleted / (deleted + file.rowCount().getAsLong()));
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
