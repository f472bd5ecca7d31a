package io.pinflow.delta.table;

import io.delta.kernel.Snapshot;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DefinitionErrors;
import io.pinflow.delta.kernel.DeltaTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeCasts;

/** What a CREATE TABLE statement says of a table that exists already. */
final class DeclaredSchema {

  private final RowType columns;
  private final List<String> partitionKeys;

  private DeclaredSchema(RowType columns, List<String> partitionKeys) {
    this.columns = columns;
    this.partitionKeys = partitionKeys;
  }

  /**
   * @param partitionKeys may be empty: a query needs no PARTITIONED BY
   */
  static DeclaredSchema of(RowType columns, List<String> partitionKeys) {
    return new DeclaredSchema(columns, partitionKeys);
  }

  /**
   * Every declared column must be in the table and hold no value which its declared type cannot.
   */
  void requireFits(String tablePath, Snapshot snapshot) {
    List<String> differences = differences(snapshot.getSchema());
    List<String> actual = snapshot.getPartitionColumnNames();
    if (!partitionKeys.isEmpty() && !partitionKeys.equals(actual)) {
      differences.add(
          String.format(
              "declared as partitioned by %s, is partitioned by %s", partitionKeys, actual));
    }
    if (!differences.isEmpty()) {
      throw DefinitionErrors.declarationMismatch(tablePath, differences);
    }
  }

  private List<String> differences(StructType table) {
    List<String> differences = new ArrayList<>();
    for (RowType.RowField column : columns.getFields()) {
      String name = column.getName();
      if (table.indexOf(name) < 0) {
        differences.add(absent(name, table));
        continue;
      }
      StructType field = new StructType().add(table.get(name));
      LogicalType actual = DeltaTypes.toRowType(field).getTypeAt(0);
      if (!LogicalTypeCasts.supportsAvoidingCast(actual, column.getType())) {
        differences.add(
            String.format(
                "column '%s' is declared %s, is %s",
                name, column.getType().asSummaryString(), actual.asSummaryString()));
      }
    }
    return differences;
  }

  private static String absent(String name, StructType table) {
    for (StructField field : table.fields()) {
      if (field.getName().equalsIgnoreCase(name)) {
        return String.format(
            "column '%s' is not there (but '%s' is: names are case sensitive)",
            name, field.getName());
      }
    }
    return String.format("column '%s' is not there, only %s", name, table.fieldNames());
  }
}
