package io.pinflow.delta.table;

import java.util.List;
import java.util.Set;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * Tells the conditions which the choice of files decides for every row: those on partition columns
 * whose values each have one text in the log, whoever wrote it.
 */
final class PartitionConditions {

  private static final Set<LogicalTypeRoot> WITH_ONE_TEXT =
      Set.of(
          LogicalTypeRoot.TINYINT,
          LogicalTypeRoot.SMALLINT,
          LogicalTypeRoot.INTEGER,
          LogicalTypeRoot.BIGINT,
          LogicalTypeRoot.DATE);

  private static final Set<FunctionDefinition> COMPARISONS =
      Set.of(
          BuiltInFunctionDefinitions.EQUALS,
          BuiltInFunctionDefinitions.NOT_EQUALS,
          BuiltInFunctionDefinitions.LESS_THAN,
          BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL,
          BuiltInFunctionDefinitions.GREATER_THAN,
          BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL);

  private final List<String> partitionColumns;

  PartitionConditions(List<String> partitionColumns) {
    this.partitionColumns = partitionColumns;
  }

  /** Whether no row of a file that is chosen for this condition needs to be looked at. */
  boolean decide(ResolvedExpression condition) {
    if (!(condition instanceof CallExpression)) {
      return false;
    }
    FunctionDefinition function = ((CallExpression) condition).getFunctionDefinition();
    List<ResolvedExpression> operands = condition.getResolvedChildren();
    if (function.equals(BuiltInFunctionDefinitions.AND)
        || function.equals(BuiltInFunctionDefinitions.OR)) {
      return operands.stream().allMatch(this::decide);
    }
    return COMPARISONS.contains(function)
        && (isComparison(operands.get(0), operands.get(1), function)
            || isComparison(operands.get(1), operands.get(0), function));
  }

  private boolean isComparison(
      ResolvedExpression column, ResolvedExpression value, FunctionDefinition function) {
    if (!(column instanceof FieldReferenceExpression)
        || !(value instanceof ValueLiteralExpression)
        || !partitionColumns.contains(((FieldReferenceExpression) column).getName())) {
      return false;
    }
    LogicalType type = column.getOutputDataType().getLogicalType();
    if (WITH_ONE_TEXT.contains(type.getTypeRoot())) {
      return true;
    }
    // The empty text stands for null, but the order of texts does not know that.
    return type.is(LogicalTypeRoot.VARCHAR)
        && function.equals(BuiltInFunctionDefinitions.EQUALS)
        && ((ValueLiteralExpression) value)
            .getValueAs(String.class)
            .filter(text -> !text.isEmpty())
            .isPresent();
  }
}
