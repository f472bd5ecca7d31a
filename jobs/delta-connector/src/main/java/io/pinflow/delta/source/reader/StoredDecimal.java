package io.pinflow.delta.source.reader;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * How a file stores a DECIMAL: an unscaled integer as INT32, INT64 or big-endian bytes. An INT32 or
 * INT64 that is no decimal is a number without fraction, from a file written when the column was an
 * integer.
 */
final class StoredDecimal {

  private final PrimitiveTypeName type;
  private final int fixedLength;
  private final int precision;
  private final int scale;

  StoredDecimal(PrimitiveType field) {
    this.type = field.getPrimitiveTypeName();
    this.fixedLength = field.getTypeLength();
    if (field.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation) {
      DecimalLogicalTypeAnnotation decimal =
          (DecimalLogicalTypeAnnotation) field.getLogicalTypeAnnotation();
      this.precision = decimal.getPrecision();
      this.scale = decimal.getScale();
    } else {
      // As many digits as the type's greatest value has.
      this.precision = type == PrimitiveTypeName.INT32 ? 10 : 19;
      this.scale = 0;
    }
  }

  int precision() {
    return precision;
  }

  int scale() {
    return scale;
  }

  /** The next plain value, unscaled, which must fit a long. */
  long plainLong(ByteBuffer in) {
    switch (type) {
      case INT32:
        return in.getInt();
      case INT64:
        return in.getLong();
      default:
        int length = plainLength(in);
        long value = toLong(in.array(), in.arrayOffset() + in.position(), length);
        in.position(in.position() + length);
        return value;
    }
  }

  /** The next value of a decoder, unscaled, which must fit a long. */
  long decodedLong(ValuesReader in) {
    switch (type) {
      case INT32:
        return in.readInteger();
      case INT64:
        return in.readLong();
      default:
        byte[] bytes = in.readBytes().getBytesUnsafe();
        return toLong(bytes, 0, bytes.length);
    }
  }

  BigDecimal plain(ByteBuffer in) {
    if (type == PrimitiveTypeName.INT32 || type == PrimitiveTypeName.INT64) {
      return BigDecimal.valueOf(plainLong(in), scale);
    }
    byte[] bytes = new byte[plainLength(in)];
    in.get(bytes);
    return new BigDecimal(new BigInteger(bytes), scale);
  }

  BigDecimal decoded(ValuesReader in) {
    if (type == PrimitiveTypeName.INT32 || type == PrimitiveTypeName.INT64) {
      return BigDecimal.valueOf(decodedLong(in), scale);
    }
    return new BigDecimal(new BigInteger(in.readBytes().getBytesUnsafe()), scale);
  }

  private int plainLength(ByteBuffer in) {
    return type == PrimitiveTypeName.BINARY ? in.getInt() : fixedLength;
  }

  private static long toLong(byte[] bytes, int from, int length) {
    if (length > Long.BYTES) {
      return new BigInteger(Arrays.copyOfRange(bytes, from, from + length)).longValueExact();
    }
    long value = length == 0 ? 0 : bytes[from];
    for (int i = 1; i < length; i++) {
      value = value << Byte.SIZE | (bytes[from + i] & 0xFF);
    }
    return value;
  }
}
