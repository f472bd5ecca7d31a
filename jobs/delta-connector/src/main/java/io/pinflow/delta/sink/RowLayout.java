package io.pinflow.delta.sink;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.PartitionValues;
import io.pinflow.delta.kernel.WriteErrors;
import io.pinflow.delta.kernel.WriteLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/**
 * Where each column of a job's row goes: into the data files under its physical name, or into the
 * partition values.
 */
final class RowLayout {

  private final RowType dataType;
  private final StructType physicalSchema;
  private final int[] dataColumns;
  private final int[] requiredColumns;
  private final List<PartitionColumn> partitionColumns;
  private final List<StructField> partitionFields;

  private RowLayout(
      RowType dataType,
      StructType physicalSchema,
      int[] dataColumns,
      int[] requiredColumns,
      List<PartitionColumn> partitionColumns,
      List<StructField> partitionFields) {
    this.dataType = dataType;
    this.physicalSchema = physicalSchema;
    this.dataColumns = dataColumns;
    this.requiredColumns = requiredColumns;
    this.partitionColumns = partitionColumns;
    this.partitionFields = partitionFields;
  }

  /**
   * @param sink whose rows fit the table
   */
  static RowLayout of(SinkTable sink, WriteLayout table) {
    RowType rowType = sink.rowType();
    StructType physical = FileFields.of(rowType, table).physical();
    List<RowType.RowField> dataFields = new ArrayList<>();
    List<StructField> physicalFields = new ArrayList<>();
    List<Integer> dataColumns = new ArrayList<>();
    List<Integer> requiredColumns = new ArrayList<>();
    for (int i = 0; i < rowType.getFieldCount(); i++) {
      RowType.RowField field = rowType.getFields().get(i);
      int inTable = table.schema().indexOf(field.getName());
      if (!table.schema().at(inTable).isNullable()) {
        requiredColumns.add(i);
      }
      if (!table.partitionColumns().contains(field.getName())) {
        dataFields.add(field);
        physicalFields.add(physical.at(i));
        dataColumns.add(i);
      }
    }
    if (dataFields.isEmpty()) {
      throw WriteErrors.onlyPartitionColumns(table.partitionColumns());
    }
    List<PartitionColumn> partitionColumns = new ArrayList<>();
    List<StructField> partitionFields = new ArrayList<>();
    for (String name : table.partitionColumns()) {
      partitionColumns.add(PartitionColumn.of(sink.path(), rowType, name));
      partitionFields.add(table.physicalSchema().at(table.schema().indexOf(name)));
    }
    return new RowLayout(
        new RowType(dataFields),
        new StructType(physicalFields),
        toArray(dataColumns),
        toArray(requiredColumns),
        partitionColumns,
        partitionFields);
  }

  /** The rows that go into data files. */
  RowType dataType() {
    return dataType;
  }

  /** The columns of {@link #dataType} as the files name them. */
  StructType physicalSchema() {
    return physicalSchema;
  }

  /** Which of a row's columns make {@link #dataType}, in order. */
  int[] dataColumns() {
    return dataColumns;
  }

  /** Whether a row may be written as it is, with nothing before or between the data columns. */
  boolean dataColumnsComeFirst() {
    for (int i = 0; i < dataColumns.length; i++) {
      if (dataColumns[i] != i) {
        return false;
      }
    }
    return true;
  }

  /** Those of a row's columns which the table declares NOT NULL. */
  int[] requiredColumns() {
    return requiredColumns;
  }

  List<PartitionColumn> partitionColumns() {
    return partitionColumns;
  }

  /** Partition values as the log has them, under physical names. */
  Map<String, String> serialize(List<Object> partitionValues) {
    Map<String, Literal> literals = new LinkedHashMap<>();
    for (int i = 0; i < partitionFields.size(); i++) {
      DataType type = partitionFields.get(i).getDataType();
      literals.put(
          partitionFields.get(i).getName(),
          partitionColumns.get(i).literal(type, partitionValues.get(i)));
    }
    return PartitionValues.serialize(literals);
  }

  private static int[] toArray(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
