package io.pinflow.delta.parquet;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.pinflow.delta.kernel.DeltaErrors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The Parquet schema of a Delta table's data files.
 *
 * <p>Not flink-parquet's own conversion: that one writes instants as INT96 or as wall clock
 * readings, which other Delta readers reject or shift. Lists and maps have the standard three
 * levels. Decimals are fixed-length whatever their precision, which is what flink-parquet's record
 * writer emits. Field ids are set where the table maps columns by id or name.
 */
final class ParquetSchema {

  /** Where Kernel puts a column's field id in a physical schema. */
  private static final String FIELD_ID = "parquet.field.id";

  private ParquetSchema() {}

  /**
   * @param physicalSchema the columns of a data file under their physical names, without the
   *     partition columns
   */
  static MessageType of(StructType physicalSchema) {
    return new MessageType("delta", fields("", physicalSchema));
  }

  private static List<Type> fields(String prefix, StructType struct) {
    List<Type> types = new ArrayList<>(struct.length());
    for (StructField field : struct.fields()) {
      String path = prefix + field.getName();
      Type type = type(path, field.getName(), field.getDataType(), repetition(field.isNullable()));
      Object id = field.getMetadata().get(FIELD_ID);
      types.add(id == null ? type : type.withId(((Number) id).intValue()));
    }
    return types;
  }

  private static Type type(String path, String name, DataType type, Repetition repetition) {
    if (type instanceof StructType) {
      return Types.buildGroup(repetition)
          .addFields(fields(path + ".", (StructType) type).toArray(new Type[0]))
          .named(name);
    } else if (type instanceof ArrayType) {
      ArrayType array = (ArrayType) type;
      Type element =
          type(path, "element", array.getElementType(), repetition(array.containsNull()));
      return Types.list(repetition).element(element).named(name);
    } else if (type instanceof MapType) {
      MapType map = (MapType) type;
      Type key = type(path, "key", map.getKeyType(), Repetition.REQUIRED);
      Type value = type(path, "value", map.getValueType(), repetition(map.isValueContainsNull()));
      return Types.map(repetition).key(key).value(value).named(name);
    }
    return primitive(path, type, repetition).named(name);
  }

  private static Types.PrimitiveBuilder<? extends Type> primitive(
      String path, DataType type, Repetition repetition) {
    if (type instanceof BooleanType) {
      return Types.primitive(PrimitiveTypeName.BOOLEAN, repetition);
    } else if (type instanceof ByteType) {
      return Types.primitive(PrimitiveTypeName.INT32, repetition)
          .as(LogicalTypeAnnotation.intType(8, true));
    } else if (type instanceof ShortType) {
      return Types.primitive(PrimitiveTypeName.INT32, repetition)
          .as(LogicalTypeAnnotation.intType(16, true));
    } else if (type instanceof IntegerType) {
      return Types.primitive(PrimitiveTypeName.INT32, repetition);
    } else if (type instanceof LongType) {
      return Types.primitive(PrimitiveTypeName.INT64, repetition);
    } else if (type instanceof FloatType) {
      return Types.primitive(PrimitiveTypeName.FLOAT, repetition);
    } else if (type instanceof DoubleType) {
      return Types.primitive(PrimitiveTypeName.DOUBLE, repetition);
    } else if (type instanceof DecimalType) {
      DecimalType decimal = (DecimalType) type;
      return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
          .length(bytesOfDecimal(decimal.getPrecision()))
          .as(LogicalTypeAnnotation.decimalType(decimal.getScale(), decimal.getPrecision()));
    } else if (type instanceof StringType) {
      return Types.primitive(PrimitiveTypeName.BINARY, repetition)
          .as(LogicalTypeAnnotation.stringType());
    } else if (type instanceof BinaryType) {
      return Types.primitive(PrimitiveTypeName.BINARY, repetition);
    } else if (type instanceof DateType) {
      return Types.primitive(PrimitiveTypeName.INT32, repetition)
          .as(LogicalTypeAnnotation.dateType());
    } else if (type instanceof TimestampType) {
      return timestamp(true, repetition);
    } else if (type instanceof TimestampNTZType) {
      return timestamp(false, repetition);
    }
    throw DeltaErrors.unsupportedDeltaType(path, type);
  }

  private static Types.PrimitiveBuilder<? extends Type> timestamp(
      boolean isInstant, Repetition repetition) {
    return Types.primitive(PrimitiveTypeName.INT64, repetition)
        .as(LogicalTypeAnnotation.timestampType(isInstant, TimeUnit.MICROS));
  }

  private static Repetition repetition(boolean nullable) {
    return nullable ? Repetition.OPTIONAL : Repetition.REQUIRED;
  }

  /** The fewest bytes whose two's complement holds every unscaled value of the precision. */
  private static int bytesOfDecimal(int precision) {
    return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() / Byte.SIZE + 1;
  }
}
