package io.pinflow.delta.source.reader;

import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.source.ScanColumn;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Finds a table's columns in a data file and makes vectors which read them. */
final class FileColumns {

  private final String path;
  private final MessageType schema;

  FileColumns(String path, MessageType schema) {
    this.path = path;
    this.schema = schema;
  }

  /** The file's field for a column, or null if the file is older than the column. */
  @Nullable
  Type find(ScanColumn column) {
    if (column.fieldId().isPresent()) {
      return schema.getFields().stream()
          .filter(field -> field.getId() != null)
          .filter(field -> field.getId().intValue() == column.fieldId().getAsInt())
          .findFirst()
          .orElse(null);
    }
    String name = column.physicalName();
    return schema.containsField(name) ? schema.getType(name) : null;
  }

  /** A vector for a column, which {@link #find} has found. */
  Column vector(ScanColumn column, Type field) {
    LogicalType type = column.type();
    if (type.is(LogicalTypeRoot.ARRAY)) {
      return array(column, (ArrayType) type, field);
    }
    if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
      throw incompatible(column, field);
    }
    return primitive(column, type, field.asPrimitiveType(), levels(field));
  }

  /**
   * Parquet has had several layouts of a list. Its rules of backward compatibility leave two for a
   * list of primitives: the repeated field is the element, or a group whose only field is.
   */
  private Column array(ScanColumn column, ArrayType type, Type field) {
    boolean list =
        !field.isPrimitive()
            && field.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
            && field.asGroupType().getFieldCount() == 1;
    if (!list) {
      throw incompatible(column, field);
    }
    GroupType group = field.asGroupType();
    Type repeated = group.getType(0);
    int arrayLevel = levels(field);
    int elementLevel = arrayLevel + 1;
    if (repeated.isPrimitive()) {
      PrimitiveType element = repeated.asPrimitiveType();
      return new ArrayColumn(
          arrayLevel,
          elementLevel,
          primitive(column, type.getElementType(), element, elementLevel));
    }
    Type element = repeated.asGroupType().getType(0);
    if (repeated.asGroupType().getFieldCount() != 1 || !element.isPrimitive()) {
      throw incompatible(column, field);
    }
    return new ArrayColumn(
        arrayLevel,
        elementLevel,
        primitive(
            column,
            type.getElementType(),
            element.asPrimitiveType(),
            elementLevel + levels(element)));
  }

  /** How many definition levels a field adds. */
  private static int levels(Type field) {
    return field.isRepetition(Type.Repetition.OPTIONAL) ? 1 : 0;
  }

  private PrimitiveColumn primitive(
      ScanColumn column, LogicalType type, PrimitiveType field, int level) {
    PrimitiveTypeName stored = field.getPrimitiveTypeName();
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        require(stored == PrimitiveTypeName.BOOLEAN, column, field);
        return new BooleanColumn(level);
      case TINYINT:
      case SMALLINT:
      case INTEGER:
      case DATE:
        require(stored == PrimitiveTypeName.INT32, column, field);
        return new IntColumn(level);
      case BIGINT:
        require(
            stored == PrimitiveTypeName.INT64 || stored == PrimitiveTypeName.INT32, column, field);
        return new LongColumn(level, stored);
      case FLOAT:
        require(stored == PrimitiveTypeName.FLOAT, column, field);
        return new FloatColumn(level);
      case DOUBLE:
        require(
            stored == PrimitiveTypeName.DOUBLE
                || stored == PrimitiveTypeName.FLOAT
                || stored == PrimitiveTypeName.INT32,
            column,
            field);
        return new DoubleColumn(level, stored);
      case VARCHAR:
      case VARBINARY:
        require(stored == PrimitiveTypeName.BINARY, column, field);
        return new BytesColumn(level);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        require(
            stored == PrimitiveTypeName.INT64 || stored == PrimitiveTypeName.INT96, column, field);
        return new TimestampColumn(level, field);
      case DECIMAL:
        require(isSameDecimal((DecimalType) type, field), column, field);
        return new DecimalColumn(level, stored);
      default:
        throw incompatible(column, field);
    }
  }

  private static boolean isSameDecimal(DecimalType type, PrimitiveType field) {
    LogicalTypeAnnotation annotation = field.getLogicalTypeAnnotation();
    if (!(annotation instanceof DecimalLogicalTypeAnnotation)) {
      return false;
    }
    DecimalLogicalTypeAnnotation decimal = (DecimalLogicalTypeAnnotation) annotation;
    return decimal.getPrecision() == type.getPrecision() && decimal.getScale() == type.getScale();
  }

  private void require(boolean readable, ScanColumn column, Type field) {
    if (!readable) {
      throw incompatible(column, field);
    }
  }

  private RuntimeException incompatible(ScanColumn column, Type field) {
    return DeltaErrors.incompatibleFile(path, column.name(), column.type(), field.toString());
  }
}
