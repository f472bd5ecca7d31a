package io.pinflow.delta.sink;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaTypes;
import io.pinflow.delta.kernel.WriteLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;

/**
 * The columns of rows, and the fields nested in them, as a table's files name them.
 *
 * <p>They are in the rows' order, and those which the rows lack are left out: readers find fields
 * by their names or ids, and what a file lacks is null. So rows are written as they come.
 */
final class FileFields {

  private final StructType rows;
  private final StructType physical;

  private FileFields(StructType rows, StructType physical) {
    this.rows = rows;
    this.physical = physical;
  }

  /**
   * @param rowType rows that fit the table
   */
  static FileFields of(RowType rowType, WriteLayout table) {
    StructType rows = DeltaTypes.toStructType(rowType);
    return new FileFields(rows, select(rows, table.schema(), table.physicalSchema()));
  }

  /** As the rows, field by field, with the names and ids that the files use. */
  StructType physical() {
    return physical;
  }

  /** The path of a field which another layout stores under another name, if there is any. */
  Optional<String> renamedIn(FileFields other) {
    return renamed("", rows, physical, other.physical);
  }

  private static StructType select(StructType rows, StructType table, StructType physical) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : rows.fields()) {
      int inTable = table.indexOf(field.getName());
      fields.add(
          select(field.getDataType(), table.at(inTable).getDataType(), physical.at(inTable)));
    }
    return new StructType(fields);
  }

  private static StructField select(DataType rows, DataType table, StructField physical) {
    return physical.withDataType(select(rows, table, physical.getDataType()));
  }

  private static DataType select(DataType rows, DataType table, DataType physical) {
    if (rows instanceof StructType) {
      return select((StructType) rows, (StructType) table, (StructType) physical);
    } else if (rows instanceof ArrayType) {
      return new ArrayType(
          select(
              ((ArrayType) rows).getElementType(),
              ((ArrayType) table).getElementType(),
              ((ArrayType) physical).getElementField()));
    } else if (rows instanceof MapType) {
      MapType map = (MapType) rows;
      MapType inTable = (MapType) table;
      MapType stored = (MapType) physical;
      return new MapType(
          select(map.getKeyType(), inTable.getKeyType(), stored.getKeyField()),
          select(map.getValueType(), inTable.getValueType(), stored.getValueField()));
    }
    return physical;
  }

  private static Optional<String> renamed(
      String path, DataType rows, DataType one, DataType other) {
    if (rows instanceof StructType) {
      for (int i = 0; i < ((StructType) rows).length(); i++) {
        StructField here = ((StructType) one).at(i);
        StructField there = ((StructType) other).at(i);
        StructField field = ((StructType) rows).at(i);
        String name = path.isEmpty() ? field.getName() : path + "." + field.getName();
        Optional<String> renamed =
            here.getName().equals(there.getName())
                ? renamed(name, field.getDataType(), here.getDataType(), there.getDataType())
                : Optional.of(name);
        if (renamed.isPresent()) {
          return renamed;
        }
      }
      return Optional.empty();
    } else if (rows instanceof ArrayType) {
      return renamed(
          path + ".element",
          ((ArrayType) rows).getElementType(),
          ((ArrayType) one).getElementType(),
          ((ArrayType) other).getElementType());
    } else if (rows instanceof MapType) {
      MapType map = (MapType) rows;
      MapType here = (MapType) one;
      MapType there = (MapType) other;
      return renamed(path + ".key", map.getKeyType(), here.getKeyType(), there.getKeyType())
          .or(
              () ->
                  renamed(
                      path + ".value",
                      map.getValueType(),
                      here.getValueType(),
                      there.getValueType()));
    }
    return Optional.empty();
  }
}
