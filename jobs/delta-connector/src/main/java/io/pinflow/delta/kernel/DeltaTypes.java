package io.pinflow.delta.kernel;

import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * Converts between Flink's and Delta's schemas.
 *
 * <p>A Delta TIMESTAMP is an instant (Flink TIMESTAMP_LTZ(6)), a Delta TIMESTAMP_NTZ is a wall
 * clock reading (Flink TIMESTAMP(6)). Lengths of character and binary types do not survive, Delta
 * has none.
 */
public final class DeltaTypes {

  /** Delta keeps microseconds. */
  static final int TIMESTAMP_PRECISION = 6;

  private DeltaTypes() {}

  /**
   * The Delta schema of rows of {@code rowType}.
   *
   * @throws DeltaException if a column's type has no counterpart
   */
  public static StructType toStructType(RowType rowType) {
    return toStructType("", rowType);
  }

  /**
   * The Flink row type of a Delta schema.
   *
   * @throws DeltaException if a column's type has no counterpart
   */
  public static RowType toRowType(StructType schema) {
    return toRowType("", schema, true);
  }

  private static StructType toStructType(String prefix, RowType rowType) {
    List<StructField> fields = new ArrayList<>(rowType.getFieldCount());
    for (RowType.RowField field : rowType.getFields()) {
      DataType type = toDelta(prefix + field.getName(), field.getType());
      fields.add(new StructField(field.getName(), type, field.getType().isNullable()));
    }
    return new StructType(fields);
  }

  private static DataType toDelta(String name, LogicalType type) {
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return BooleanType.BOOLEAN;
      case TINYINT:
        return ByteType.BYTE;
      case SMALLINT:
        return ShortType.SHORT;
      case INTEGER:
        return IntegerType.INTEGER;
      case BIGINT:
        return LongType.LONG;
      case FLOAT:
        return FloatType.FLOAT;
      case DOUBLE:
        return DoubleType.DOUBLE;
      case DECIMAL:
        DecimalType decimal = (DecimalType) type;
        return new io.delta.kernel.types.DecimalType(decimal.getPrecision(), decimal.getScale());
      case CHAR:
      case VARCHAR:
        return StringType.STRING;
      case BINARY:
      case VARBINARY:
        return BinaryType.BINARY;
      case DATE:
        return DateType.DATE;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        requireMicroseconds(name, type);
        return TimestampType.TIMESTAMP;
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        requireMicroseconds(name, type);
        return TimestampNTZType.TIMESTAMP_NTZ;
      case ARRAY:
        LogicalType element = ((ArrayType) type).getElementType();
        return new io.delta.kernel.types.ArrayType(
            toDelta(name + ".element", element), element.isNullable());
      case MAP:
        MapType map = (MapType) type;
        return new io.delta.kernel.types.MapType(
            toDelta(name + ".key", map.getKeyType()),
            toDelta(name + ".value", map.getValueType()),
            map.getValueType().isNullable());
      case ROW:
        return toStructType(name + ".", (RowType) type);
      default:
        throw DeltaErrors.unsupportedFlinkType(name, type);
    }
  }

  private static void requireMicroseconds(String name, LogicalType type) {
    if (LogicalTypeChecks.getPrecision(type) > TIMESTAMP_PRECISION) {
      throw DeltaErrors.unsupportedFlinkType(name, type);
    }
  }

  private static RowType toRowType(String prefix, StructType schema, boolean nullable) {
    List<RowType.RowField> fields = new ArrayList<>(schema.length());
    for (StructField field : schema.fields()) {
      LogicalType type = toFlink(prefix + field.getName(), field.getDataType(), field.isNullable());
      fields.add(new RowType.RowField(field.getName(), type));
    }
    return new RowType(nullable, fields);
  }

  private static LogicalType toFlink(String name, DataType type, boolean nullable) {
    if (type instanceof BooleanType) {
      return new org.apache.flink.table.types.logical.BooleanType(nullable);
    } else if (type instanceof ByteType) {
      return new TinyIntType(nullable);
    } else if (type instanceof ShortType) {
      return new SmallIntType(nullable);
    } else if (type instanceof IntegerType) {
      return new IntType(nullable);
    } else if (type instanceof LongType) {
      return new BigIntType(nullable);
    } else if (type instanceof FloatType) {
      return new org.apache.flink.table.types.logical.FloatType(nullable);
    } else if (type instanceof DoubleType) {
      return new org.apache.flink.table.types.logical.DoubleType(nullable);
    } else if (type instanceof io.delta.kernel.types.DecimalType) {
      io.delta.kernel.types.DecimalType decimal = (io.delta.kernel.types.DecimalType) type;
      return new DecimalType(nullable, decimal.getPrecision(), decimal.getScale());
    } else if (type instanceof StringType) {
      return new VarCharType(nullable, VarCharType.MAX_LENGTH);
    } else if (type instanceof BinaryType) {
      return new VarBinaryType(nullable, VarBinaryType.MAX_LENGTH);
    } else if (type instanceof DateType) {
      return new org.apache.flink.table.types.logical.DateType(nullable);
    } else if (type instanceof TimestampType) {
      return new LocalZonedTimestampType(nullable, TIMESTAMP_PRECISION);
    } else if (type instanceof TimestampNTZType) {
      return new org.apache.flink.table.types.logical.TimestampType(nullable, TIMESTAMP_PRECISION);
    } else if (type instanceof io.delta.kernel.types.ArrayType) {
      io.delta.kernel.types.ArrayType array = (io.delta.kernel.types.ArrayType) type;
      LogicalType element =
          toFlink(name + ".element", array.getElementType(), array.containsNull());
      return new ArrayType(nullable, element);
    } else if (type instanceof io.delta.kernel.types.MapType) {
      io.delta.kernel.types.MapType map = (io.delta.kernel.types.MapType) type;
      return new MapType(
          nullable,
          toFlink(name + ".key", map.getKeyType(), false),
          toFlink(name + ".value", map.getValueType(), map.isValueContainsNull()));
    } else if (type instanceof StructType) {
      return toRowType(name + ".", (StructType) type, nullable);
    }
    throw DeltaErrors.unsupportedDeltaType(name, type);
  }
}
