package io.pinflow.delta.parquet;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;

/**
 * The least and the greatest value of a column as Delta's statistics hold them. A bound that would
 * not be safe to skip files by (NaN, malformed text, binary, boolean) is left out.
 */
final class ColumnBounds {

  private ColumnBounds() {}

  static Optional<Literal> lower(DataType type, Statistics<?> statistics) {
    if (type instanceof StringType) {
      return text(statistics.getMinBytes()).map(StringBounds::lower).map(Literal::ofString);
    }
    return number(type, statistics, statistics.genericGetMin(), statistics.getMinBytes());
  }

  static Optional<Literal> upper(DataType type, Statistics<?> statistics) {
    if (type instanceof StringType) {
      return text(statistics.getMaxBytes()).flatMap(StringBounds::upper).map(Literal::ofString);
    }
    return number(type, statistics, statistics.genericGetMax(), statistics.getMaxBytes());
  }

  private static Optional<Literal> number(
      DataType type, Statistics<?> statistics, Object value, byte[] bytes) {
    if (type instanceof IntegerType) {
      return Optional.of(Literal.ofInt((Integer) value));
    } else if (type instanceof LongType) {
      return Optional.of(Literal.ofLong((Long) value));
    } else if (type instanceof DateType) {
      return Optional.of(Literal.ofDate((Integer) value));
    } else if (type instanceof TimestampType) {
      return Optional.of(Literal.ofTimestamp((Long) value));
    } else if (type instanceof TimestampNTZType) {
      return Optional.of(Literal.ofTimestampNtz((Long) value));
    } else if (type instanceof DoubleType) {
      return hasNaN(statistics) ? Optional.empty() : Optional.of(Literal.ofDouble((Double) value));
    } else if (type instanceof FloatType) {
      return hasNaN(statistics) ? Optional.empty() : Optional.of(Literal.ofFloat((Float) value));
    } else if (type instanceof ShortType) {
      return Optional.of(Literal.ofShort(((Integer) value).shortValue()));
    } else if (type instanceof ByteType) {
      return Optional.of(Literal.ofByte(((Integer) value).byteValue()));
    } else if (type instanceof DecimalType) {
      DecimalType decimal = (DecimalType) type;
      return Optional.of(
          Literal.ofDecimal(
              new BigDecimal(new BigInteger(bytes), decimal.getScale()),
              decimal.getPrecision(),
              decimal.getScale()));
    }
    return Optional.empty();
  }

  /** NaN sorts above all numbers, so that it shows in the maximum if there is one at all. */
  private static boolean hasNaN(Statistics<?> statistics) {
    return Double.isNaN(((Number) statistics.genericGetMax()).doubleValue());
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
