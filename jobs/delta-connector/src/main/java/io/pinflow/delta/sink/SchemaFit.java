package io.pinflow.delta.sink;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaTypes;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.RowType;

/**
 * Whether rows fit a table: each of their columns is in the table under the same name with the same
 * type, and the table's other columns may be null. The order of columns does not matter.
 *
 * <p>A column that the table declares NOT NULL may come nullable; its values are checked as they
 * are written. Inside arrays, maps and nested rows nullability has to fit, nothing checks there.
 */
final class SchemaFit {

  private SchemaFit() {}

  /** What does not fit, in words; empty if the rows fit. */
  static List<String> differences(RowType rowType, StructType table) {
    List<String> differences = new ArrayList<>();
    StructType rows = DeltaTypes.toStructType(rowType);
    for (StructField field : rows.fields()) {
      int index = table.indexOf(field.getName());
      if (index < 0) {
        String near = nearest(field.getName(), table);
        differences.add(
            near == null
                ? "the table has no column '" + field.getName() + "' " + field.getDataType()
                : "the rows call a column '" + field.getName() + "' but the table '" + near + "'");
      } else {
        compare(field.getName(), field.getDataType(), table.at(index).getDataType(), differences);
      }
    }
    for (StructField field : table.fields()) {
      if (!field.isNullable() && rows.indexOf(field.getName()) < 0) {
        differences.add(
            "the table's column '" + field.getName() + "' is NOT NULL, the rows lack it");
      }
    }
    return differences;
  }

  /** The columns which the table lacks, nullable: what is in the table already has none of them. */
  static List<StructField> missing(RowType rowType, StructType table) {
    List<StructField> missing = new ArrayList<>();
    for (StructField field : DeltaTypes.toStructType(rowType).fields()) {
      if (nearest(field.getName(), table) == null) {
        missing.add(new StructField(field.getName(), field.getDataType(), true));
      }
    }
    return missing;
  }

  static StructType with(List<StructField> added, StructType table) {
    StructType schema = table;
    for (StructField field : added) {
      schema = schema.add(field);
    }
    return schema;
  }

  /** Delta does not tell columns apart by case alone. */
  @Nullable
  private static String nearest(String name, StructType table) {
    return table.fieldNames().stream().filter(name::equalsIgnoreCase).findFirst().orElse(null);
  }

  private static void compare(String path, DataType row, DataType table, List<String> differences) {
    if (row instanceof StructType && table instanceof StructType) {
      compareFields(path, (StructType) row, (StructType) table, differences);
    } else if (row instanceof ArrayType && table instanceof ArrayType) {
      ArrayType rowArray = (ArrayType) row;
      ArrayType tableArray = (ArrayType) table;
      compareNulls(
          path + ".element", rowArray.containsNull(), tableArray.containsNull(), differences);
      compare(
          path + ".element", rowArray.getElementType(), tableArray.getElementType(), differences);
    } else if (row instanceof MapType && table instanceof MapType) {
      MapType rowMap = (MapType) row;
      MapType tableMap = (MapType) table;
      compareNulls(
          path + ".value",
          rowMap.isValueContainsNull(),
          tableMap.isValueContainsNull(),
          differences);
      compare(path + ".key", rowMap.getKeyType(), tableMap.getKeyType(), differences);
      compare(path + ".value", rowMap.getValueType(), tableMap.getValueType(), differences);
    } else if (!row.equals(table)) {
      differences.add("column '" + path + "' is " + row + " but the table has " + table);
    }
  }

  /** Nested fields are written by position, hence the same ones in the same order. */
  private static void compareFields(
      String path, StructType row, StructType table, List<String> differences) {
    if (!row.fieldNames().equals(table.fieldNames())) {
      differences.add(
          "column '"
              + path
              + "' has the fields "
              + row.fieldNames()
              + " but the table has "
              + table.fieldNames());
      return;
    }
    for (int i = 0; i < row.length(); i++) {
      String fieldPath = path + "." + row.at(i).getName();
      compareNulls(fieldPath, row.at(i).isNullable(), table.at(i).isNullable(), differences);
      compare(fieldPath, row.at(i).getDataType(), table.at(i).getDataType(), differences);
    }
  }

  private static void compareNulls(
      String path, boolean rowNullable, boolean tableNullable, List<String> differences) {
    if (rowNullable && !tableNullable) {
      differences.add("'" + path + "' may be null but the table says NOT NULL");
    }
  }
}
