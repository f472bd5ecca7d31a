package io.pinflow.delta.source;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Expression;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.util.Preconditions;

/**
 * A condition on columns, by which files are left out: exactly for partition columns, by the files'
 * statistics for others. It travels with the job, which Kernel's own predicates cannot.
 *
 * <p>Values are given as Delta keeps them: a DATE as an Integer, days since 1970-01-01; a TIMESTAMP
 * and a TIMESTAMP_LTZ as a Long, microseconds since 1970-01-01T00:00:00 (UTC); a DECIMAL as a
 * BigDecimal of any scale.
 */
@PublicEvolving
public final class ScanFilter implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How a column is compared with a value. */
  public enum Comparison {
    EQUAL("="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String kernelName;

    Comparison(String kernelName) {
      this.kernelName = kernelName;
    }
  }

  private final String operator;
  private final String column;
  private final LogicalTypeRoot type;
  private final Serializable value;
  private final List<ScanFilter> operands;

  private ScanFilter(
      String operator,
      String column,
      LogicalTypeRoot type,
      Serializable value,
      List<ScanFilter> operands) {
    this.operator = operator;
    this.column = column;
    this.type = type;
    this.value = value;
    this.operands = operands;
  }

  /** The types whose columns can be compared. */
  private static final Set<LogicalTypeRoot> COMPARABLE =
      EnumSet.of(
          LogicalTypeRoot.BOOLEAN,
          LogicalTypeRoot.TINYINT,
          LogicalTypeRoot.SMALLINT,
          LogicalTypeRoot.INTEGER,
          LogicalTypeRoot.BIGINT,
          LogicalTypeRoot.FLOAT,
          LogicalTypeRoot.DOUBLE,
          LogicalTypeRoot.DECIMAL,
          LogicalTypeRoot.VARCHAR,
          LogicalTypeRoot.DATE,
          LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
          LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE);

  /** Whether {@link #compare} takes values of this type. */
  public static boolean isComparable(LogicalTypeRoot type) {
    return COMPARABLE.contains(type);
  }

  /**
   * Not true where the column is null.
   *
   * @param type the column's type
   * @param value a value of that type, not null
   */
  public static ScanFilter compare(
      String column, Comparison comparison, LogicalTypeRoot type, Serializable value) {
    Preconditions.checkNotNull(value, "Column '%s' cannot be compared with null", column);
    Preconditions.checkArgument(
        isComparable(type), "Column '%s' is a %s, which is not compared", column, type);
    return new ScanFilter(comparison.kernelName, column, type, value, Collections.emptyList());
  }

  public static ScanFilter isNull(String column) {
    return new ScanFilter("IS_NULL", column, null, null, Collections.emptyList());
  }

  public static ScanFilter isNotNull(String column) {
    return new ScanFilter("IS_NOT_NULL", column, null, null, Collections.emptyList());
  }

  public static ScanFilter and(ScanFilter left, ScanFilter right) {
    return new ScanFilter("AND", null, null, null, Arrays.asList(left, right));
  }

  public static ScanFilter or(ScanFilter left, ScanFilter right) {
    return new ScanFilter("OR", null, null, null, Arrays.asList(left, right));
  }

  /** Every column that this condition names. */
  public Set<String> columns() {
    Set<String> columns = new HashSet<>();
    if (column != null) {
      columns.add(column);
    }
    operands.forEach(operand -> columns.addAll(operand.columns()));
    return columns;
  }

  /**
   * Whether a row of a file with these partition values may satisfy this condition.
   *
   * @param values the log's text of each partition column's value, null for null; another column
   *     may have any value
   */
  boolean mayHold(Map<String, String> values) {
    switch (operator) {
      case "AND":
        return operands.stream().allMatch(operand -> operand.mayHold(values));
      case "OR":
        return operands.stream().anyMatch(operand -> operand.mayHold(values));
      default:
        return !values.containsKey(column)
            || PartitionText.of(values.get(column)).mayBe(operator, type, value);
    }
  }

  /** The same condition for Kernel. */
  public Predicate toKernel() {
    if (column == null) {
      List<Expression> children =
          operands.stream().map(ScanFilter::toKernel).collect(Collectors.toList());
      return new Predicate(operator, children);
    }
    return value == null
        ? new Predicate(operator, new Column(column))
        : new Predicate(operator, new Column(column), literal());
  }

  private Literal literal() {
    switch (type) {
      case BOOLEAN:
        return Literal.ofBoolean((Boolean) value);
      case TINYINT:
        return Literal.ofByte((Byte) value);
      case SMALLINT:
        return Literal.ofShort((Short) value);
      case INTEGER:
        return Literal.ofInt((Integer) value);
      case BIGINT:
        return Literal.ofLong((Long) value);
      case FLOAT:
        return Literal.ofFloat((Float) value);
      case DOUBLE:
        return Literal.ofDouble((Double) value);
      case DECIMAL:
        BigDecimal decimal = (BigDecimal) value;
        return Literal.ofDecimal(decimal, decimal.precision(), decimal.scale());
      case VARCHAR:
        return Literal.ofString((String) value);
      case DATE:
        return Literal.ofDate((Integer) value);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return Literal.ofTimestamp((Long) value);
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return Literal.ofTimestampNtz((Long) value);
      default:
        throw new IllegalStateException("A filter was made on a " + type);
    }
  }
}
