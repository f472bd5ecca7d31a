package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.internal.util.ColumnMapping.ColumnMappingMode;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.List;
import java.util.OptionalInt;

/** A table's columns by one version of its metadata, and where data files have them. Immutable. */
public final class TableColumns {

  private final StructType schema;
  private final List<String> partitionColumns;
  private final ColumnMappingMode mapping;

  private TableColumns(
      StructType schema, List<String> partitionColumns, ColumnMappingMode mapping) {
    this.schema = schema;
    this.partitionColumns = partitionColumns;
    this.mapping = mapping;
  }

  public static TableColumns of(Snapshot snapshot) {
    return of(snapshot.getMetadata());
  }

  static TableColumns of(Metadata metadata) {
    return new TableColumns(
        metadata.getSchema(),
        VectorUtils.toJavaList(metadata.getPartitionColumns()),
        ColumnMapping.getColumnMappingMode(metadata.getConfiguration()));
  }

  public StructType schema() {
    return schema;
  }

  /** In the table's order, by their names in the schema. */
  public List<String> partitionColumns() {
    return partitionColumns;
  }

  /** The name under which a column is stored in data files and partition values. */
  public String physicalName(StructField column) {
    return mapping == ColumnMappingMode.NONE
        ? column.getName()
        : ColumnMapping.getPhysicalName(column);
  }

  /**
   * The field id by which a column is found in data files, if this table goes by id and not by
   * name.
   */
  public OptionalInt fieldId(StructField column) {
    return mapping == ColumnMappingMode.ID
        ? OptionalInt.of(ColumnMapping.getColumnId(column))
        : OptionalInt.empty();
  }
}
