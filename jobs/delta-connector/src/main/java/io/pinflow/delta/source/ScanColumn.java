package io.pinflow.delta.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/** A column to read, or a part of one: its type, and where its values are. */
@Internal
public final class ScanColumn implements Serializable {

  private static final long serialVersionUID = 2L;
  private static final int NO_FIELD_ID = -1;

  private final String name;
  private final String physicalName;
  private final int fieldId;
  private final LogicalType type;
  private final boolean partition;
  private final ArrayList<ScanColumn> children;

  /**
   * @param children the fields of a ROW, the element of an ARRAY, the key and the value of a MAP
   */
  public ScanColumn(
      String name,
      String physicalName,
      OptionalInt fieldId,
      LogicalType type,
      boolean partition,
      List<ScanColumn> children) {
    this.name = name;
    this.physicalName = physicalName;
    this.fieldId = fieldId.orElse(NO_FIELD_ID);
    this.type = type;
    this.partition = partition;
    this.children = new ArrayList<>(children);
  }

  /** A column whose fields, if it has any, are stored under their own names. */
  public ScanColumn(
      String name, String physicalName, OptionalInt fieldId, LogicalType type, boolean partition) {
    this(name, physicalName, fieldId, type, partition, unmapped(name, type));
  }

  private static List<ScanColumn> unmapped(String name, LogicalType type) {
    List<ScanColumn> children = new ArrayList<>();
    if (type instanceof RowType) {
      for (RowType.RowField field : ((RowType) type).getFields()) {
        children.add(unmapped(name, field.getName(), field.getType()));
      }
    } else if (type instanceof ArrayType) {
      children.add(unmapped(name, "element", ((ArrayType) type).getElementType()));
    } else if (type instanceof MapType) {
      children.add(unmapped(name, "key", ((MapType) type).getKeyType()));
      children.add(unmapped(name, "value", ((MapType) type).getValueType()));
    }
    return children;
  }

  private static ScanColumn unmapped(String parent, String name, LogicalType type) {
    return new ScanColumn(parent + "." + name, name, OptionalInt.empty(), type, false);
  }

  /** The name in the table's schema; of a part, its path from the column on. */
  public String name() {
    return name;
  }

  /** The name in data files and partition values; means nothing for elements, keys and values. */
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

  /** The fields of a ROW, the element of an ARRAY, the key and the value of a MAP. */
  public List<ScanColumn> children() {
    return children;
  }
}
