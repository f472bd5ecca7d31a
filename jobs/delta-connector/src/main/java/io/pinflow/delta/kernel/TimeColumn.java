package io.pinflow.delta.kernel;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.List;
import java.util.LongSummaryStatistics;
import javax.annotation.Nullable;

/** A column of instants, as the statistics of data files tell of it. Immutable. */
public final class TimeColumn {

  private static final long MICROS_PER_MILLI = 1_000;

  private final Column column;
  private final StructType statisticsSchema;

  private TimeColumn(StructField physical) {
    this.column = new Column(physical.getName());
    this.statisticsSchema = new StructType().add(physical);
  }

  /**
   * @param name a column of type TIMESTAMP, no partition column
   */
  public static TimeColumn of(WriteLayout table, String name) {
    return new TimeColumn(table.physicalSchema().at(table.schema().indexOf(name)));
  }

  /**
   * The earliest and the latest instant in some files as least and greatest value, in milliseconds
   * since the epoch; without any value if no file tells. No file is opened.
   */
  public LongSummaryStatistics bounds(List<DataFile> files) {
    LongSummaryStatistics bounds = new LongSummaryStatistics();
    for (DataFile file : files) {
      DataFileStatistics.deserializeFromJson(file.statisticsJson(), statisticsSchema)
          .ifPresent(
              statistics -> {
                add(statistics.getMinValues().get(column), bounds);
                add(statistics.getMaxValues().get(column), bounds);
              });
    }
    return bounds;
  }

  private static void add(@Nullable Literal instant, LongSummaryStatistics bounds) {
    if (instant != null && instant.getValue() != null) {
      bounds.accept(Math.floorDiv((Long) instant.getValue(), MICROS_PER_MILLI));
    }
  }
}
