package io.pinflow.delta.source.reader;

import io.pinflow.delta.kernel.ReadErrors;
import io.pinflow.delta.source.ScanColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.table.data.columnar.vector.ColumnVector;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Finds a table's columns in a data file and makes vectors which read them. Columns and the fields
 * of rows are told by their physical names or by their field ids, as the table says; one that the
 * file does not have is younger than the file, and null.
 */
final class FileColumns {

  private final String path;
  private final MessageType schema;

  /** The leaves which vectors were made for, by their paths; a leaf's number is its place here. */
  private final Map<List<String>, Integer> leaves = new LinkedHashMap<>();

  FileColumns(String path, MessageType schema) {
    this.path = path;
    this.schema = schema;
  }

  /** The leaves that the vectors made so far read, by their numbers. */
  List<ColumnDescriptor> leaves() {
    List<ColumnDescriptor> descriptors = new ArrayList<>();
    for (List<String> leaf : leaves.keySet()) {
      descriptors.add(schema.getColumnDescription(leaf.toArray(new String[0])));
    }
    return descriptors;
  }

  /** A vector for a column, or null if the file does not have it. */
  @Nullable
  Column vector(ScanColumn column) {
    Type field = find(schema, column);
    return field == null ? null : vector(column, field, Place.ROW.field(field), List.of());
  }

  @Nullable
  private static Type find(GroupType group, ScanColumn column) {
    if (column.fieldId().isEmpty()) {
      String name = column.physicalName();
      return group.containsField(name) ? group.getType(name) : null;
    }
    for (Type field : group.getFields()) {
      if (field.getId() != null && field.getId().intValue() == column.fieldId().getAsInt()) {
        return field;
      }
    }
    return null;
  }

  /**
   * @param place of the field
   * @param above the names on the way down to it
   */
  private Column vector(ScanColumn column, Type field, Place place, List<String> above) {
    switch (column.type().getTypeRoot()) {
      case ROW:
        return row(column, group(column, field), place, append(above, field));
      case ARRAY:
        return array(column, group(column, field), place, append(above, field));
      case MAP:
        return map(column, group(column, field), place, append(above, field));
      default:
        if (!field.isPrimitive()) {
          throw incompatible(column, field);
        }
        LeafColumn leaf =
            LeafColumns.of(
                column.type(), field.asPrimitiveType(), leaf(append(above, field), place));
        if (leaf == null) {
          throw incompatible(column, field);
        }
        return leaf;
    }
  }

  private Leaf leaf(List<String> names, Place place) {
    Integer number = leaves.putIfAbsent(names, leaves.size());
    return new Leaf(number == null ? leaves.size() - 1 : number, place);
  }

  private Column row(ScanColumn column, GroupType group, Place place, List<String> names) {
    ColumnVector[] fields = new ColumnVector[column.children().size()];
    boolean present = false;
    for (int i = 0; i < fields.length; i++) {
      ScanColumn child = column.children().get(i);
      Type field = find(group, child);
      present |= field != null;
      fields[i] =
          field == null ? ConstantColumn.NULL : vector(child, field, place.field(field), names);
    }
    return new RowColumn(
        place, fields, present ? Optional.empty() : Optional.of(unread(group, place, names)));
  }

  private UnreadColumn unread(GroupType group, Place place, List<String> names) {
    Type field = group.getType(0);
    for (Type candidate : group.getFields()) {
      // A leaf in a list has more levels than are needed.
      field =
          candidate.isPrimitive() && !candidate.isRepetition(Type.Repetition.REPEATED)
              ? candidate
              : field;
    }
    return field.isPrimitive()
        ? new UnreadColumn(leaf(append(names, field), place.field(field)))
        : unread(field.asGroupType(), place.field(field), append(names, field));
  }

  /**
   * Parquet has had several layouts of a list. By its rules of backward compatibility the repeated
   * field is the element itself if it is a primitive, has several fields or has one of two names;
   * otherwise its only field is.
   */
  private Column array(ScanColumn column, GroupType group, Place place, List<String> names) {
    if (!(group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation)) {
      throw incompatible(column, group);
    }
    Type repeated = repeated(column, group);
    Place inList = place.field(repeated);
    ScanColumn element = column.children().get(0);
    boolean isElement =
        repeated.isPrimitive()
            || repeated.asGroupType().getFieldCount() > 1
            || repeated.getName().equals("array")
            || repeated.getName().equals(group.getName() + "_tuple");
    if (isElement) {
      return new ArrayColumn(
          new ListShape(place, inList), vector(element, repeated, inList, names));
    }
    Type only = repeated.asGroupType().getType(0);
    return new ArrayColumn(
        new ListShape(place, inList),
        vector(element, only, inList.field(only), append(names, repeated)));
  }

  private Column map(ScanColumn column, GroupType group, Place place, List<String> names) {
    LogicalTypeAnnotation annotation = group.getLogicalTypeAnnotation();
    Type repeated = repeated(column, group);
    boolean isMap =
        (annotation instanceof MapLogicalTypeAnnotation
                || annotation instanceof MapKeyValueTypeAnnotation)
            && !repeated.isPrimitive()
            && repeated.asGroupType().getFieldCount() == 2;
    if (!isMap) {
      throw incompatible(column, group);
    }
    Place entry = place.field(repeated);
    List<String> entryNames = append(names, repeated);
    Type key = repeated.asGroupType().getType(0);
    Type value = repeated.asGroupType().getType(1);
    return new MapColumn(
        new ListShape(place, entry),
        vector(column.children().get(0), key, entry.field(key), entryNames),
        vector(column.children().get(1), value, entry.field(value), entryNames));
  }

  private GroupType group(ScanColumn column, Type field) {
    if (field.isPrimitive()) {
      throw incompatible(column, field);
    }
    return field.asGroupType();
  }

  private Type repeated(ScanColumn column, GroupType group) {
    if (group.getFieldCount() != 1 || !group.getType(0).isRepetition(Type.Repetition.REPEATED)) {
      throw incompatible(column, group);
    }
    return group.getType(0);
  }

  private static List<String> append(List<String> names, Type field) {
    String[] appended = Arrays.copyOf(names.toArray(new String[0]), names.size() + 1);
    appended[names.size()] = field.getName();
    return List.of(appended);
  }

  private RuntimeException incompatible(ScanColumn column, Type field) {
    return ReadErrors.incompatibleFile(path, column.name(), column.type(), field.toString());
  }
}
