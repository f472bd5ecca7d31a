package io.pinflow.delta.source;

import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.source.ScanFilter.Comparison;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** A condition on partition columns, as a user writes it. Immutable. */
@Internal
public final class PartitionFilter {

  /** A condition whose columns' types are not known yet. */
  interface Condition {

    ScanFilter bind(Columns columns);
  }

  /** The columns a condition may name. */
  interface Columns {

    LogicalType typeOf(String column);
  }

  private final String option;
  private final String text;
  private final Condition condition;

  private PartitionFilter(String option, String text, Condition condition) {
    this.option = option;
    this.text = text;
    this.condition = condition;
  }

  /**
   * Reads a condition.
   *
   * @param option of which it is the value, for errors
   * @throws DeltaException if the text is no such condition
   */
  public static PartitionFilter parse(String option, String text) {
    try {
      return new PartitionFilter(option, text, new PartitionFilterParser(text).parse());
    } catch (IllegalArgumentException e) {
      throw DeltaErrors.invalidOption(option, text, e.getMessage());
    }
  }

  /**
   * The condition on a table's partitions.
   *
   * @param table the table's columns
   * @throws DeltaException if it names another column, or compares one with what it cannot hold
   */
  public ScanFilter on(RowType table, List<String> partitionColumns) {
    try {
      return condition.bind(column -> partitionColumn(table, partitionColumns, column));
    } catch (IllegalArgumentException e) {
      throw DeltaErrors.invalidOption(option, text, e.getMessage());
    }
  }

  private static LogicalType partitionColumn(
      RowType table, List<String> partitionColumns, String column) {
    if (!partitionColumns.contains(column)) {
      throw new IllegalArgumentException(
          String.format(
              "'%s' is no partition column; the table is partitioned by %s.",
              column, partitionColumns));
    }
    return table.getTypeAt(table.getFieldIndex(column));
  }

  /** {@code column comparison literal}. */
  static Condition compare(String column, Comparison comparison, SqlLiteral literal) {
    return columns -> {
      LogicalType type = columns.typeOf(column);
      return ScanFilter.compare(
          column, comparison, type.getTypeRoot(), literal.valueOf(column, type));
    };
  }
}
