package io.pinflow.delta.source;

import java.util.Map;
import java.util.Objects;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The row groups of one data file whose middle lies in a range of bytes, and how many of their rows
 * have been emitted. Files with a deletion vector become no split: {@link
 * io.pinflow.delta.kernel.TableScan} refuses them.
 */
@PublicEvolving
public final class DeltaSourceSplit implements SourceSplit {

  private final String id;
  private final String path;
  private final long fileSize;
  private final long offset;
  private final long length;
  private final Map<String, String> partitionValues;
  private final long rowsRead;

  /**
   * @param partitionValues the log's text of each partition value by physical name, null for null
   * @param rowsRead rows of this split already emitted, which are skipped
   */
  public DeltaSourceSplit(
      String id,
      String path,
      long fileSize,
      long offset,
      long length,
      Map<String, String> partitionValues,
      long rowsRead) {
    this.id = id;
    this.path = path;
    this.fileSize = fileSize;
    this.offset = offset;
    this.length = length;
    this.partitionValues = partitionValues;
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

  public long rowsRead() {
    return rowsRead;
  }

  /** The same split, of which this many rows have been emitted. */
  public DeltaSourceSplit withRowsRead(long rows) {
    return new DeltaSourceSplit(id, path, fileSize, offset, length, partitionValues, rows);
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
