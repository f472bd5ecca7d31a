package io.pinflow.delta.table;

import io.pinflow.delta.kernel.ColumnSummary;
import io.pinflow.delta.kernel.TableSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.table.plan.stats.ColumnStats;
import org.apache.flink.table.plan.stats.TableStats;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** What a table's log tells the planner of its rows. */
final class LogStatistics {

  private LogStatistics() {}

  /**
   * How many rows there are, so that the planner can order joins, and between which integers.
   *
   * @param summary of the columns of these names
   */
  static TableStats of(DataType rowType, Function<List<String>, TableSummary> summary) {
    List<String> columns = DataType.getFieldNames(rowType);
    TableSummary known = summary.apply(columns);
    if (known.rows().isEmpty()) {
      return TableStats.UNKNOWN;
    }
    Map<String, ColumnStats> statistics = new HashMap<>();
    for (String name : columns) {
      ColumnSummary column = known.column(name);
      ColumnStats.Builder builder = ColumnStats.Builder.builder();
      builder.setNullCount(column.nulls().orElse(null));
      LogicalType type = ((RowType) rowType.getLogicalType()).getTypeAt(columns.indexOf(name));
      if (column.boundsKnown() && !type.is(LogicalTypeRoot.DATE)) {
        builder.setMin((Comparable<?>) column.least().orElse(null));
        builder.setMax((Comparable<?>) column.greatest().orElse(null));
      }
      statistics.put(name, builder.build());
    }
    return new TableStats(known.rows().getAsLong(), statistics);
  }
}
