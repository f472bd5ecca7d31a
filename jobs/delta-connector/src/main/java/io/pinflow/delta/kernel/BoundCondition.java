package io.pinflow.delta.kernel;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.TypeChange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What a comparison says of a file's least and greatest value, whoever wrote them:
 *
 * <ul>
 *   <li>NaN, which is above all numbers, may be left out of them;
 *   <li>zero may have either sign, and Kernel takes -0.0 for less than 0.0;
 *   <li>those of a FLOAT column that became DOUBLE are rounded texts of floats, and those of a DATE
 *       column that became TIMESTAMP_NTZ are days, on which Kernel fails;
 *   <li>decimals of many digits may have been written as doubles.
 * </ul>
 */
final class BoundCondition {

  /** Decimals of so many digits come through a double unharmed. */
  private static final int DOUBLE_DIGITS = 15;

  private BoundCondition() {}

  /** Whether the type's values are compared by Kernel as they are, without any of the above. */
  static boolean isExact(StructField field) {
    return !isFloating(field.getDataType()) && !(field.getDataType() instanceof DecimalType);
  }

  private static boolean isFloating(DataType type) {
    return type instanceof FloatType || type instanceof DoubleType;
  }

  /** Whether the value is no NaN. */
  static boolean isNumber(Literal value) {
    Object number = value.getValue();
    return !(number instanceof Number && Double.isNaN(((Number) number).doubleValue()));
  }

  /**
   * A condition on the bounds which is no stricter than the comparison; empty if there is none.
   *
   * @param comparison of the column with a literal
   * @param mayBeNaN whether NaN satisfies all other conditions
   */
  static Optional<Predicate> of(Predicate comparison, StructField field, boolean mayBeNaN) {
    if (hasBoundsOfAnotherKind(field)) {
      return Optional.empty();
    } else if (isExact(field)) {
      return Optional.of(comparison);
    }
    String operator = comparison.getName();
    Column column = (Column) comparison.getChildren().get(0);
    Literal value = (Literal) comparison.getChildren().get(1);
    Optional<Literal> from = bound(field, value, RoundingMode.FLOOR);
    Optional<Literal> to = bound(field, value, RoundingMode.CEILING);
    switch (operator) {
      case "=":
        return from.flatMap(
            least ->
                to.map(
                    greatest ->
                        new Predicate(
                            "AND",
                            new Predicate(">=", column, least),
                            new Predicate("<=", column, greatest))));
      case "<":
      case "<=":
        return to.map(greatest -> new Predicate(operator, column, greatest));
      default:
        return isFloating(field.getDataType()) && mayBeNaN
            ? Optional.empty()
            : from.map(least -> new Predicate(operator, column, least));
    }
  }

  private static Optional<Literal> bound(StructField field, Literal literal, RoundingMode outward) {
    DataType type = field.getDataType();
    Object value = literal.getValue();
    boolean up = outward == RoundingMode.CEILING;
    if (type instanceof DecimalType && value instanceof BigDecimal) {
      return decimal((DecimalType) type, (BigDecimal) value, outward);
    } else if (type instanceof FloatType && value instanceof Float) {
      float number = (Float) value;
      return Float.isNaN(number)
          ? Optional.empty()
          : Optional.of(Literal.ofFloat(number == 0 ? (up ? 0.0f : -0.0f) : number));
    } else if (type instanceof DoubleType && value instanceof Double) {
      double number = (Double) value;
      return Double.isNaN(number)
          ? Optional.empty()
          : Optional.of(Literal.ofDouble(number == 0 ? (up ? 0.0 : -0.0) : number));
    }
    return Optional.empty();
  }

  private static boolean hasBoundsOfAnotherKind(StructField field) {
    return field.getTypeChanges().stream()
        .map(TypeChange::getFrom)
        .anyMatch(before -> before instanceof FloatType || before instanceof DateType);
  }

  private static Optional<Literal> decimal(
      DecimalType type, BigDecimal value, RoundingMode outward) {
    BigDecimal slack =
        type.getPrecision() > DOUBLE_DIGITS
            ? value.abs().scaleByPowerOfTen(-DOUBLE_DIGITS)
            : BigDecimal.ZERO;
    BigDecimal bound =
        (outward == RoundingMode.CEILING ? value.add(slack) : value.subtract(slack))
            .setScale(type.getScale(), outward);
    return bound.precision() <= type.getPrecision()
        ? Optional.of(Literal.ofDecimal(bound, type.getPrecision(), type.getScale()))
        : Optional.empty();
  }
}
