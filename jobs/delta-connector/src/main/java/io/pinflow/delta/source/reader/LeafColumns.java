package io.pinflow.delta.source.reader;

import java.math.BigInteger;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Chooses the vector for a leaf by the type its column has and the type it is stored with, which
 * differ where the column was widened after the file was written. The widenings are those of
 * Delta's feature typeWidening.
 */
final class LeafColumns {

  private LeafColumns() {}

  /** Null if a value stored like that is none of the type. */
  @Nullable
  static LeafColumn of(LogicalType type, PrimitiveType field, Leaf leaf) {
    PrimitiveTypeName stored = field.getPrimitiveTypeName();
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return stored == PrimitiveTypeName.BOOLEAN ? new BooleanColumn(leaf) : null;
      case TINYINT:
      case SMALLINT:
      case INTEGER:
        return isInteger(field, PrimitiveTypeName.INT32) ? new IntColumn(leaf) : null;
      case DATE:
        return isDateOrPlain(field) ? new IntColumn(leaf) : null;
      case BIGINT:
        return isInteger(field, PrimitiveTypeName.INT64)
                || isInteger(field, PrimitiveTypeName.INT32)
            ? new LongColumn(leaf, stored)
            : null;
      case FLOAT:
        return stored == PrimitiveTypeName.FLOAT ? new FloatColumn(leaf) : null;
      case DOUBLE:
        return stored == PrimitiveTypeName.DOUBLE
                || stored == PrimitiveTypeName.FLOAT
                || isInteger(field, PrimitiveTypeName.INT32)
            ? new DoubleColumn(leaf, stored)
            : null;
      case VARCHAR:
        return stored == PrimitiveTypeName.BINARY ? new StringColumn(leaf) : null;
      case VARBINARY:
        return stored == PrimitiveTypeName.BINARY ? new BinaryColumn(leaf) : null;
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return isTimestamp(type, field) ? new TimestampColumn(leaf, field) : null;
      case DECIMAL:
        return decimal((DecimalType) type, field, leaf);
      default:
        return null;
    }
  }

  private static boolean isInteger(PrimitiveType field, PrimitiveTypeName stored) {
    LogicalTypeAnnotation annotation = field.getLogicalTypeAnnotation();
    return field.getPrimitiveTypeName() == stored
        && (annotation == null
            || annotation instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation);
  }

  private static boolean isDateOrPlain(PrimitiveType field) {
    LogicalTypeAnnotation annotation = field.getLogicalTypeAnnotation();
    return field.getPrimitiveTypeName() == PrimitiveTypeName.INT32
        && (annotation == null || annotation instanceof DateLogicalTypeAnnotation);
  }

  private static boolean isTimestamp(LogicalType type, PrimitiveType field) {
    switch (field.getPrimitiveTypeName()) {
      case INT64:
      case INT96:
        return true;
      default:
        return type.is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
            && field.getLogicalTypeAnnotation() instanceof DateLogicalTypeAnnotation;
    }
  }

  @Nullable
  private static LeafColumn decimal(DecimalType type, PrimitiveType field, Leaf leaf) {
    boolean isDecimal = field.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
    boolean isInteger =
        isInteger(field, PrimitiveTypeName.INT32) || isInteger(field, PrimitiveTypeName.INT64);
    if (!isDecimal && !isInteger) {
      return null;
    }
    StoredDecimal stored = new StoredDecimal(field);
    int moreScale = type.getScale() - stored.scale();
    int moreDigits = type.getPrecision() - stored.precision();
    // A column of integers may be declared with fewer digits than its Parquet type could hold.
    boolean fits = moreScale >= 0 && (isInteger || moreDigits >= moreScale);
    if (!fits) {
      return null;
    } else if (type.getPrecision() <= ShortDecimalColumn.MAX_PRECISION) {
      return new ShortDecimalColumn(leaf, stored, BigInteger.TEN.pow(moreScale).longValueExact());
    }
    return new LongDecimalColumn(leaf, stored, type);
  }
}
