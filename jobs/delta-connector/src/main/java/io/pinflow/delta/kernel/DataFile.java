package io.pinflow.delta.kernel;

import io.delta.kernel.data.Row;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.util.VectorUtils;
import java.io.Serializable;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A finished data file on its way into the table: everything its "add" action says. Immutable. */
public final class DataFile implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final Map<String, String> partitionValues;
  private final long bytes;
  private final long modificationTime;
  private final long rows;
  private final String statisticsJson;

  /**
   * @param path relative to the table's root, URI-encoded as the log has it
   * @param partitionValues physical column name to serialized value, null for a null value
   * @param modificationTime milliseconds since the epoch
   */
  public DataFile(
      String path,
      Map<String, String> partitionValues,
      long bytes,
      long modificationTime,
      long rows,
      String statisticsJson) {
    this.path = path;
    this.partitionValues = Collections.unmodifiableMap(new LinkedHashMap<>(partitionValues));
    this.bytes = bytes;
    this.modificationTime = modificationTime;
    this.rows = rows;
    this.statisticsJson = statisticsJson;
  }

  public String path() {
    return path;
  }

  /** The path as the storage has it, relative to the table's root. */
  public String relativePath() {
    return URI.create(path).getPath();
  }

  public Map<String, String> partitionValues() {
    return partitionValues;
  }

  public long bytes() {
    return bytes;
  }

  public long modificationTime() {
    return modificationTime;
  }

  public long rows() {
    return rows;
  }

  public String statisticsJson() {
    return statisticsJson;
  }

  /**
   * @param dataChange whether its rows are new to the table
   */
  Row toAddAction(boolean dataChange) {
    Map<Integer, Object> fields = new HashMap<>();
    fields.put(AddFile.FULL_SCHEMA.indexOf("path"), path);
    fields.put(
        AddFile.FULL_SCHEMA.indexOf("partitionValues"),
        VectorUtils.stringStringMapValue(partitionValues));
    fields.put(AddFile.FULL_SCHEMA.indexOf("size"), bytes);
    fields.put(AddFile.FULL_SCHEMA.indexOf("modificationTime"), modificationTime);
    fields.put(AddFile.FULL_SCHEMA.indexOf("dataChange"), dataChange);
    fields.put(AddFile.FULL_SCHEMA.indexOf("stats"), statisticsJson);
    return SingleAction.createAddFileSingleAction(new GenericRow(AddFile.FULL_SCHEMA, fields));
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof DataFile)) {
      return false;
    }
    DataFile that = (DataFile) other;
    return path.equals(that.path)
        && partitionValues.equals(that.partitionValues)
        && bytes == that.bytes
        && modificationTime == that.modificationTime
        && rows == that.rows
        && statisticsJson.equals(that.statisticsJson);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, bytes, rows);
  }

  @Override
  public String toString() {
    return path + " (" + rows + " rows, " + bytes + " bytes)";
  }
}
