package io.pinflow.delta.source;

import java.io.Serializable;
import java.util.OptionalInt;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;

/** A column to read: its type, and where its values are. */
@Internal
public final class ScanColumn implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int NO_FIELD_ID = -1;

  private final String name;
  private final String physicalName;
  private final int fieldId;
  private final LogicalType type;
  private final boolean partition;

  public ScanColumn(
      String name, String physicalName, OptionalInt fieldId, LogicalType type, boolean partition) {
    this.name = name;
    this.physicalName = physicalName;
    this.fieldId = fieldId.orElse(NO_FIELD_ID);
    this.type = type;
    this.partition = partition;
  }

  /** The name in the table's schema. */
  public String name() {
    return name;
  }

  /** The name in data files and partition values. */
  public String physicalName() {
    return physicalName;
  }

  /** The Parquet field id, if that and not the name tells the column in a data file. */
  public OptionalInt fieldId() {
    return fieldId == NO_FIELD_ID ? OptionalInt.empty() : OptionalInt.of(fieldId);
  }

  public LogicalType type() {
    return type;
  }

  /** Whether the value is in the log, one for a whole file, and not in the file. */
  public boolean isPartition() {
    return partition;
  }
}
