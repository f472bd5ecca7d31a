package io.pinflow.delta.kernel;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A table's schema together with the fields of rows which it lacks, however deep: nullable, behind
 * the present ones. What the table has stays as it is, whatever the rows say of it. Names which
 * differ by case alone are one, as Delta has it.
 *
 * <p>The keys of a map get no fields: keys that differed could become equal, and the reverse.
 */
public final class SchemaUnion {

  private final UnaryOperator<StructField> identify;

  private SchemaUnion(UnaryOperator<StructField> identify) {
    this.identify = identify;
  }

  public static StructType of(StructType table, StructType rows) {
    return of(table, rows, UnaryOperator.identity());
  }

  /**
   * @param identify gives a field that is added what the table asks of its fields
   */
  static StructType of(StructType table, StructType rows, UnaryOperator<StructField> identify) {
    return new SchemaUnion(identify).union(table, rows);
  }

  private StructType union(StructType table, StructType rows) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : table.fields()) {
      int inRows = rows.indexOf(field.getName());
      fields.add(inRows < 0 ? field : union(field, rows.at(inRows).getDataType()));
    }
    for (StructField field : rows.fields()) {
      if (fields.stream().noneMatch(other -> other.getName().equalsIgnoreCase(field.getName()))) {
        fields.add(
            identify.apply(
                new StructField(field.getName(), field.getDataType(), true, field.getMetadata())));
      }
    }
    return new StructType(fields);
  }

  private DataType union(DataType table, DataType rows) {
    if (table instanceof StructType && rows instanceof StructType) {
      return union((StructType) table, (StructType) rows);
    } else if (table instanceof ArrayType && rows instanceof ArrayType) {
      return new ArrayType(
          union(((ArrayType) table).getElementField(), ((ArrayType) rows).getElementType()));
    } else if (table instanceof MapType && rows instanceof MapType) {
      return new MapType(
          ((MapType) table).getKeyField(),
          union(((MapType) table).getValueField(), ((MapType) rows).getValueType()));
    }
    return table;
  }

  private StructField union(StructField table, DataType rows) {
    return table.withDataType(union(table.getDataType(), rows));
  }
}
