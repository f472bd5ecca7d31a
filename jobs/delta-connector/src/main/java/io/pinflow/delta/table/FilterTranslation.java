package io.pinflow.delta.table;

import io.pinflow.delta.source.ScanFilter;
import io.pinflow.delta.source.ScanFilter.Comparison;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * Turns the planner's conditions into conditions on files. A translation may let through more than
 * its original.
 */
final class FilterTranslation {

  private static final Map<FunctionDefinition, Comparison> COMPARISONS =
      Map.of(
          BuiltInFunctionDefinitions.EQUALS, Comparison.EQUAL,
          BuiltInFunctionDefinitions.LESS_THAN, Comparison.LESS,
          BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL, Comparison.LESS_OR_EQUAL,
          BuiltInFunctionDefinitions.GREATER_THAN, Comparison.GREATER,
          BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL, Comparison.GREATER_OR_EQUAL);

  /** The same comparison with its sides exchanged. */
  private static final Map<Comparison, Comparison> MIRRORED =
      Map.of(
          Comparison.EQUAL, Comparison.EQUAL,
          Comparison.LESS, Comparison.GREATER,
          Comparison.LESS_OR_EQUAL, Comparison.GREATER_OR_EQUAL,
          Comparison.GREATER, Comparison.LESS,
          Comparison.GREATER_OR_EQUAL, Comparison.LESS_OR_EQUAL);

  private final WallClock wallClock;

  /**
   * @param sessionZone in which an instant is compared with a TIMESTAMP
   */
  FilterTranslation(ZoneId sessionZone) {
    this.wallClock = new WallClock(sessionZone);
  }

  /** Empty where the condition has no counterpart, which leaves out no file. */
  Optional<ScanFilter> translate(ResolvedExpression condition) {
    if (condition instanceof FieldReferenceExpression) {
      return isTrue((FieldReferenceExpression) condition, true);
    } else if (!(condition instanceof CallExpression)) {
      return Optional.empty();
    }
    FunctionDefinition function = ((CallExpression) condition).getFunctionDefinition();
    List<ResolvedExpression> operands = condition.getResolvedChildren();
    if (function.equals(BuiltInFunctionDefinitions.AND)) {
      // What one side leaves out, the whole does: the other need not be known.
      return operands.stream()
          .map(this::translate)
          .flatMap(Optional::stream)
          .reduce(ScanFilter::and);
    } else if (function.equals(BuiltInFunctionDefinitions.OR)) {
      return all(operands, ScanFilter::or);
    } else if (function.equals(BuiltInFunctionDefinitions.IS_NULL)) {
      return column(operands.get(0)).map(ScanFilter::isNull);
    } else if (function.equals(BuiltInFunctionDefinitions.IS_NOT_NULL)) {
      return column(operands.get(0)).map(ScanFilter::isNotNull);
    } else if (function.equals(BuiltInFunctionDefinitions.NOT)) {
      return operands.get(0) instanceof FieldReferenceExpression
          ? isTrue((FieldReferenceExpression) operands.get(0), false)
          : Optional.empty();
    } else if (function.equals(BuiltInFunctionDefinitions.LIKE) && operands.size() == 2) {
      return like(operands.get(0), operands.get(1));
    } else if (function.equals(BuiltInFunctionDefinitions.NOT_EQUALS)) {
      Optional<ScanFilter> less = compare(Comparison.LESS, operands.get(0), operands.get(1));
      Optional<ScanFilter> greater = compare(Comparison.GREATER, operands.get(0), operands.get(1));
      return less.flatMap(below -> greater.map(above -> ScanFilter.or(below, above)));
    } else if (COMPARISONS.containsKey(function)) {
      return compare(COMPARISONS.get(function), operands.get(0), operands.get(1));
    }
    return Optional.empty();
  }

  private Optional<ScanFilter> all(
      List<ResolvedExpression> operands, BinaryOperator<ScanFilter> combined) {
    Optional<ScanFilter> result = Optional.empty();
    for (ResolvedExpression operand : operands) {
      Optional<ScanFilter> translated = translate(operand);
      if (translated.isEmpty()) {
        return Optional.empty();
      }
      result = result.map(left -> combined.apply(left, translated.get())).or(() -> translated);
    }
    return result;
  }

  private static Optional<ScanFilter> isTrue(FieldReferenceExpression column, boolean value) {
    return column.getOutputDataType().getLogicalType().is(LogicalTypeRoot.BOOLEAN)
        ? Optional.of(
            ScanFilter.compare(column.getName(), Comparison.EQUAL, LogicalTypeRoot.BOOLEAN, value))
        : Optional.empty();
  }

  private static Optional<ScanFilter> like(ResolvedExpression text, ResolvedExpression pattern) {
    boolean isColumn =
        text instanceof FieldReferenceExpression
            && text.getOutputDataType().getLogicalType().is(LogicalTypeRoot.VARCHAR);
    return isColumn && pattern instanceof ValueLiteralExpression
        ? ((ValueLiteralExpression) pattern)
            .getValueAs(String.class)
            .flatMap(
                value -> StringPrefix.ofLike(((FieldReferenceExpression) text).getName(), value))
        : Optional.empty();
  }

  private Optional<ScanFilter> compare(
      Comparison comparison, ResolvedExpression left, ResolvedExpression right) {
    if (left instanceof ValueLiteralExpression) {
      return compare(MIRRORED.get(comparison), right, left);
    }
    if (!(left instanceof FieldReferenceExpression && right instanceof ValueLiteralExpression)) {
      return Optional.empty();
    }
    FieldReferenceExpression column = (FieldReferenceExpression) left;
    LogicalTypeRoot type = column.getOutputDataType().getLogicalType().getTypeRoot();
    if (!ScanFilter.isComparable(type)) {
      return Optional.empty();
    }
    ValueLiteralExpression literal = (ValueLiteralExpression) right;
    if (type == LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE
        && literal
            .getOutputDataType()
            .getLogicalType()
            .is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)) {
      return literal
          .getValueAs(LocalDateTime.class)
          .flatMap(reading -> compareInstant(column.getName(), comparison, reading));
    }
    return value(type, literal)
        .map(value -> ScanFilter.compare(column.getName(), comparison, type, value));
  }

  /** An instant is compared by what the session's clocks show. */
  private Optional<ScanFilter> compareInstant(
      String column, Comparison comparison, LocalDateTime reading) {
    Optional<ScanFilter> from =
        micros(wallClock.earliest(reading))
            .map(micros -> instant(column, Comparison.GREATER_OR_EQUAL, micros));
    Optional<ScanFilter> to =
        micros(wallClock.latest(reading))
            .map(micros -> instant(column, Comparison.LESS_OR_EQUAL, micros));
    switch (comparison) {
      case EQUAL:
        return from.flatMap(lower -> to.map(upper -> ScanFilter.and(lower, upper)));
      case LESS:
      case LESS_OR_EQUAL:
        return to;
      default:
        return from;
    }
  }

  private static ScanFilter instant(String column, Comparison comparison, long micros) {
    return ScanFilter.compare(
        column, comparison, LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE, micros);
  }

  private static Optional<String> column(ResolvedExpression expression) {
    return expression instanceof FieldReferenceExpression
        ? Optional.of(((FieldReferenceExpression) expression).getName())
        : Optional.empty();
  }

  private static Optional<? extends Serializable> value(
      LogicalTypeRoot type, ValueLiteralExpression literal) {
    switch (type) {
      case BOOLEAN:
        return literal.getValueAs(Boolean.class);
      case TINYINT:
        return literal.getValueAs(Byte.class);
      case SMALLINT:
        return literal.getValueAs(Short.class);
      case INTEGER:
        return literal.getValueAs(Integer.class);
      case BIGINT:
        return literal.getValueAs(Long.class);
      case FLOAT:
        return literal.getValueAs(Float.class);
      case DOUBLE:
        return literal.getValueAs(Double.class);
      case DECIMAL:
        return literal.getValueAs(BigDecimal.class);
      case VARCHAR:
        return literal.getValueAs(String.class);
      case DATE:
        return literal.getValueAs(LocalDate.class).map(date -> (int) date.toEpochDay());
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return literal.getValueAs(Instant.class).flatMap(FilterTranslation::micros);
      default:
        return literal
            .getValueAs(LocalDateTime.class)
            .flatMap(time -> micros(time.toInstant(ZoneOffset.UTC)));
    }
  }

  /** Empty for what is no whole number of microseconds, which no value of a Delta table equals. */
  private static Optional<Long> micros(Instant instant) {
    return instant.getNano() % 1_000 == 0
        ? Optional.of(
            Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000L),
                instant.getNano() / 1_000L))
        : Optional.empty();
  }
}
