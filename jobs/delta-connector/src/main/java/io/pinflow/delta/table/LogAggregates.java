package io.pinflow.delta.table;

import io.pinflow.delta.kernel.ColumnSummary;
import io.pinflow.delta.kernel.TableSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.AggregateExpression;

/** Answers COUNT, MIN and MAX of a whole table from its log, where the log knows them exactly. */
final class LogAggregates {

  private final List<AggregateExpression> aggregates;

  LogAggregates(List<AggregateExpression> aggregates) {
    this.aggregates = aggregates;
  }

  /** Whether the log may have an answer, whatever is in it. */
  boolean areAnswerable() {
    return aggregates.stream()
        .allMatch(
            aggregate ->
                !aggregate.isDistinct()
                    && !aggregate.isApproximate()
                    && aggregate.getFilterExpression().isEmpty()
                    && !name(aggregate).isEmpty());
  }

  /** The columns that are counted or compared. */
  List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (AggregateExpression aggregate : aggregates) {
      if (!aggregate.getArgs().isEmpty() && !columns.contains(column(aggregate))) {
        columns.add(column(aggregate));
      }
    }
    return columns;
  }

  /** One row with the answers; empty if one of them is not known exactly. */
  Optional<RowData> answer(TableSummary summary) {
    GenericRowData row = new GenericRowData(aggregates.size());
    for (int i = 0; i < aggregates.size(); i++) {
      Optional<Optional<Object>> answer = answer(aggregates.get(i), summary);
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      row.setField(i, answer.get().orElse(null));
    }
    return Optional.of(row);
  }

  /** The outer one is empty if the answer is not known, the inner one if it is null. */
  private static Optional<Optional<Object>> answer(
      AggregateExpression aggregate, TableSummary summary) {
    switch (name(aggregate)) {
      case "COUNT(*)":
        return summary.rows().isPresent()
            ? Optional.of(Optional.of(summary.rows().getAsLong()))
            : Optional.empty();
      case "COUNT":
        Optional<Long> nulls = summary.column(column(aggregate)).nulls();
        return summary.rows().isPresent() && nulls.isPresent()
            ? Optional.of(Optional.of(summary.rows().getAsLong() - nulls.get()))
            : Optional.empty();
      case "MIN":
        return bound(aggregate, summary, ColumnSummary::least);
      default:
        return bound(aggregate, summary, ColumnSummary::greatest);
    }
  }

  private static Optional<Optional<Object>> bound(
      AggregateExpression aggregate,
      TableSummary summary,
      Function<ColumnSummary, Optional<Object>> bound) {
    ColumnSummary column = summary.column(column(aggregate));
    return column.boundsKnown() ? Optional.of(bound.apply(column)) : Optional.empty();
  }

  private static String column(AggregateExpression aggregate) {
    return aggregate.getArgs().get(0).getName();
  }

  /**
   * Empty for other functions. By the names of the planner's classes: the planner has a class
   * loader of its own, so that the classes themselves are out of reach.
   */
  private static String name(AggregateExpression aggregate) {
    String function = aggregate.getFunctionDefinition().getClass().getSimpleName();
    if (function.equals("Count1AggFunction")) {
      return "COUNT(*)";
    } else if (function.equals("CountAggFunction")) {
      return "COUNT";
    } else if (function.endsWith("MinAggFunction")) {
      return "MIN";
    }
    return function.endsWith("MaxAggFunction") ? "MAX" : "";
  }
}
