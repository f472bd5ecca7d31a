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
 * type, and the table's other columns may be null. The order of columns does not matter. The same
 * holds of the fields of nested rows.
 *
 * <p>A column that the table declares NOT NULL may come nullable; its values are checked as they
 * are written. Inside arrays, maps and nested rows nullability has to fit, nothing checks there.
 */
final class SchemaFit {

  private final List<String> differences = new ArrayList<>();

  private SchemaFit() {}

  /** What does not fit, in words; empty if the rows fit. */
  static List<String> differences(RowType rowType, StructType table) {
    SchemaFit fit = new SchemaFit();
    fit.compareFields("", DeltaTypes.toStructType(rowType), table);
    return fit.differences;
  }

  private void compareFields(String prefix, StructType rows, StructType table) {
    for (StructField field : rows.fields()) {
      String path = prefix + field.getName();
      int index = table.indexOf(field.getName());
      if (index < 0) {
        String near = nearest(field.getName(), table);
        differences.add(
            near == null
                ? "the table has no column '" + path + "' " + field.getDataType()
                : "the rows call a column '" + path + "' but the table '" + prefix + near + "'");
        continue;
      }
      if (!prefix.isEmpty()) {
        compareNulls(path, field.isNullable(), table.at(index).isNullable());
      }
      compare(path, field.getDataType(), table.at(index).getDataType());
    }
    for (StructField field : table.fields()) {
      if (!field.isNullable() && rows.indexOf(field.getName()) < 0) {
        differences.add(
            "the table's column '" + prefix + field.getName() + "' is NOT NULL, the rows lack it");
      }
    }
  }

  /** Delta does not tell columns apart by case alone. */
  @Nullable
  private static String nearest(String name, StructType table) {
    return table.fieldNames().stream().filter(name::equalsIgnoreCase).findFirst().orElse(null);
  }

  private void compare(String path, DataType row, DataType table) {
    if (row instanceof StructType && table instanceof StructType) {
      compareFields(path + ".", (StructType) row, (StructType) table);
    } else if (row instanceof ArrayType && table instanceof ArrayType) {
      ArrayType rowArray = (ArrayType) row;
      ArrayType tableArray = (ArrayType) table;
      compareNulls(path + ".element", rowArray.containsNull(), tableArray.containsNull());
      compare(path + ".element", rowArray.getElementType(), tableArray.getElementType());
    } else if (row instanceof MapType && table instanceof MapType) {
      MapType rowMap = (MapType) row;
      MapType tableMap = (MapType) table;
      compareNulls(path + ".value", rowMap.isValueContainsNull(), tableMap.isValueContainsNull());
      compare(path + ".key", rowMap.getKeyType(), tableMap.getKeyType());
      compare(path + ".value", rowMap.getValueType(), tableMap.getValueType());
    } else if (!row.equals(table)) {
      differences.add("column '" + path + "' is " + row + " but the table has " + table);
    }
  }

  private void compareNulls(String path, boolean rowNullable, boolean tableNullable) {
    if (rowNullable && !tableNullable) {
      differences.add("'" + path + "' may be null but the table says NOT NULL");
    }
  }
}
