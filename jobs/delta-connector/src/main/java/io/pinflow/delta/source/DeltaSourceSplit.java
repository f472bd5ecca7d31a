package io.pinflow.delta.source;

import io.pinflow.delta.kernel.DeletionVector;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The row groups of one data file whose middle lies in a range of bytes, and how many of their rows
 * have been emitted, deleted ones not counted. Stands alone: it can be read without the table's
 * log.
 */
@PublicEvolving
public final class DeltaSourceSplit implements SourceSplit {

  private final String id;
  private final String path;
  private final long fileSize;
  private final long offset;
  private final long length;
  private final Map<String, String> partitionValues;
  private final Optional<DeletionVector> deletionVector;
  private final long rowsRead;

  /** A split of a file without deleted rows. */
  public DeltaSourceSplit(
      String id,
      String path,
      long fileSize,
      long offset,
      long length,
      Map<String, String> partitionValues,
      long rowsRead) {
    this(id, path, fileSize, offset, length, partitionValues, Optional.empty(), rowsRead);
  }

  /**
   * @param partitionValues the log's text of each partition value by physical name, null for null
   * @param deletionVector the rows of the whole file which are deleted
   * @param rowsRead rows of this split already emitted, which are skipped
   */
  public DeltaSourceSplit(
      String id,
      String path,
      long fileSize,
      long offset,
      long length,
      Map<String, String> partitionValues,
      Optional<DeletionVector> deletionVector,
      long rowsRead) {
    this.id = id;
    this.path = path;
    this.fileSize = fileSize;
    this.offset = offset;
    this.length = length;
    this.partitionValues = partitionValues;
    this.deletionVector = deletionVector;
    this.rowsRead = rowsRead;
  }

  @Override
  public String splitId() {
    return id;
  }

  public String path() {
    return path;
  }

  public long fileSize() {
    return fileSize;
  }

  public long offset() {
    return offset;
  }

  public long length() {
    return length;
  }

  public Map<String, String> partitionValues() {
    return partitionValues;
  }

  /** The rows of the whole file which are deleted. */
  public Optional<DeletionVector> deletionVector() {
    return deletionVector;
  }

  public long rowsRead() {
    return rowsRead;
  }

  /** The same split, of which this many rows have been emitted. */
  public DeltaSourceSplit withRowsRead(long rows) {
    return new DeltaSourceSplit(
        id, path, fileSize, offset, length, partitionValues, deletionVector, rows);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof DeltaSourceSplit)) {
      return false;
    }
    DeltaSourceSplit that = (DeltaSourceSplit) other;
    return id.equals(that.id)
        && path.equals(that.path)
        && fileSize == that.fileSize
        && offset == that.offset
        && length == that.length
        && partitionValues.equals(that.partitionValues)
        && deletionVector.equals(that.deletionVector)
        && rowsRead == that.rowsRead;
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, path, offset, rowsRead);
  }

  @Override
  public String toString() {
    return String.format("%s[%d+%d] from row %d", path, offset, length, rowsRead);
  }
}
