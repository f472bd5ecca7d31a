package io.pinflow.delta.kernel;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Expression;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a query's condition into the one by which Kernel leaves out files. Kernel decides a
 * comparison by a file's least and greatest value alone: it keeps a file that has neither, all
 * being null, and takes both at their word where {@link BoundCondition} does not.
 *
 * <p>The result holds of every row of which the condition does, and may hold of more.
 */
final class SkippingFilter {

  private static final Set<String> COMPARISONS = Set.of("=", "<", "<=", ">", ">=");

  private final TableColumns table;

  SkippingFilter(TableColumns table) {
    this.table = table;
  }

  Predicate of(Predicate condition) {
    return of(condition, Set.of());
  }

  /**
   * @param numbers the columns which, for other reasons, are not NaN in any row that is wanted
   */
  private Predicate of(Predicate condition, Set<Column> numbers) {
    String operator = condition.getName();
    List<Expression> operands = condition.getChildren();
    if (operator.equals("AND") || operator.equals("OR")) {
      Set<Column> known = new HashSet<>(numbers);
      known.addAll(belowSomeNumber(condition));
      return new Predicate(
          operator,
          operands.stream()
              .map(
                  operand ->
                      operand instanceof Predicate ? of((Predicate) operand, known) : operand)
              .collect(Collectors.toList()));
    }
    // Whatever else there is, such as NOT, stays: to hold of more within it is to hold of less.
    return isComparison(condition)
        ? comparison(condition, (Column) operands.get(0), numbers)
        : condition;
  }

  private static boolean isComparison(Predicate condition) {
    return COMPARISONS.contains(condition.getName())
        && condition.getChildren().get(0) instanceof Column
        && condition.getChildren().get(1) instanceof Literal;
  }

  /** The columns that are not NaN where the condition holds, for NaN is above all numbers. */
  private static Set<Column> belowSomeNumber(Expression condition) {
    if (!(condition instanceof Predicate)) {
      return Set.of();
    }
    Predicate predicate = (Predicate) condition;
    if (predicate.getName().equals("AND")) {
      return predicate.getChildren().stream()
          .flatMap(operand -> belowSomeNumber(operand).stream())
          .collect(Collectors.toSet());
    }
    boolean isBelow =
        isComparison(predicate)
            && !predicate.getName().startsWith(">")
            && BoundCondition.isNumber((Literal) predicate.getChildren().get(1));
    return isBelow ? Set.of((Column) predicate.getChildren().get(0)) : Set.of();
  }

  private Predicate comparison(Predicate condition, Column column, Set<Column> numbers) {
    StructType schema = table.schema();
    String name = column.getNames()[0];
    if (column.getNames().length > 1 || schema.indexOf(name) < 0) {
      return condition;
    }
    StructField field = schema.get(name);
    Predicate isNotNull = new Predicate("IS_NOT_NULL", column);
    if (table.partitionColumns().contains(name)) {
      // Texts of the other types are for the reader to compare.
      return BoundCondition.isExact(field) ? condition : isNotNull;
    }
    Optional<Predicate> bounds = BoundCondition.of(condition, field, !numbers.contains(column));
    return bounds.map(within -> new Predicate("AND", isNotNull, within)).orElse(isNotNull);
  }
}
