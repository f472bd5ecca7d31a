package io.pinflow.delta.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A data file of a snapshot, as the log describes it. */
public final class ScanFile {

  private final String path;
  private final long size;
  private final Map<String, String> partitionValues;
  private final OptionalLong rowCount;
  private final Optional<DeletionVector> deletionVector;

  /**
   * @param partitionValues by physical column name, null for null
   * @param rowCount without the deleted rows
   */
  public ScanFile(
      String path,
      long size,
      Map<String, String> partitionValues,
      OptionalLong rowCount,
      Optional<DeletionVector> deletionVector) {
    this.path = path;
    this.size = size;
    this.partitionValues = partitionValues;
    this.rowCount = rowCount;
    this.deletionVector = deletionVector;
  }

  /** The absolute path, with nothing in it URI-encoded. */
  public String path() {
    return path;
  }

  /** In bytes. */
  public long size() {
    return size;
  }

  /**
   * The log's text of each partition column's value, null for null, by the column's physical name.
   */
  public Map<String, String> partitionValues() {
    return partitionValues;
  }

  /** From the file's statistics, without the deleted rows; empty where its writer left none. */
  public OptionalLong rowCount() {
    return rowCount;
  }

  /** The rows which are deleted, if any are. */
  public Optional<DeletionVector> deletionVector() {
    return deletionVector;
  }
}
