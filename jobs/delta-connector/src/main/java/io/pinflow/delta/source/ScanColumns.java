package io.pinflow.delta.source;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.DeltaTypes;
import io.pinflow.delta.kernel.TableColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Finds a table's columns by name: their types, and how data files tell them. */
@Internal
public final class ScanColumns {

  private final String tablePath;
  private final TableColumns table;

  /**
   * @param tablePath for errors
   */
  public ScanColumns(String tablePath, TableColumns table) {
    this.tablePath = tablePath;
    this.table = table;
  }

  /** Every column's name. */
  public List<String> names() {
    return table.schema().fieldNames();
  }

  /**
   * @throws DeltaException if the table has no column of that name
   */
  public void require(String name) {
    if (table.schema().indexOf(name) < 0) {
      throw DeltaErrors.noSuchColumn(tablePath, name, table.schema().fieldNames());
    }
  }

  /**
   * The columns of these names, in this order.
   *
   * @throws DeltaException if the table lacks one, or Flink lacks the type of one
   */
  public List<ScanColumn> of(List<String> names) {
    StructType wanted = new StructType();
    for (String name : names) {
      require(name);
      wanted = wanted.add(table.schema().get(name));
    }
    RowType rowType = DeltaTypes.toRowType(wanted);
    List<ScanColumn> columns = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      columns.add(
          column(
              name, wanted.at(i), rowType.getTypeAt(i), table.partitionColumns().contains(name)));
    }
    return columns;
  }

  /** The type of rows of these columns. */
  public static RowType rowType(List<ScanColumn> columns) {
    List<RowType.RowField> fields = new ArrayList<>(columns.size());
    columns.forEach(column -> fields.add(new RowType.RowField(column.name(), column.type())));
    return new RowType(fields);
  }

  private ScanColumn column(String path, StructField field, LogicalType type, boolean partition) {
    return new ScanColumn(
        path,
        table.physicalName(field),
        table.fieldId(field),
        type,
        partition,
        children(path, field.getDataType(), type));
  }

  private List<ScanColumn> children(String path, DataType stored, LogicalType type) {
    List<LogicalType> types = type.getChildren();
    List<ScanColumn> children = new ArrayList<>();
    if (stored instanceof StructType) {
      for (int i = 0; i < types.size(); i++) {
        StructField field = ((StructType) stored).at(i);
        children.add(column(path + "." + field.getName(), field, types.get(i), false));
      }
    } else if (stored instanceof ArrayType) {
      children.add(part(path, "element", ((ArrayType) stored).getElementType(), types.get(0)));
    } else if (stored instanceof MapType) {
      children.add(part(path, "key", ((MapType) stored).getKeyType(), types.get(0)));
      children.add(part(path, "value", ((MapType) stored).getValueType(), types.get(1)));
    }
    return children;
  }

  private ScanColumn part(String parent, String name, DataType stored, LogicalType type) {
    String path = parent + "." + name;
    return new ScanColumn(
        path, name, OptionalInt.empty(), type, false, children(path, stored, type));
  }
}
