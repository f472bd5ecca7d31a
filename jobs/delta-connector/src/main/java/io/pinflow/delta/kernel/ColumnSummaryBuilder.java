package io.pinflow.delta.kernel;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import java.time.LocalDate;
import java.util.Optional;
import javax.annotation.Nullable;

/** Takes up what one file after the other says of a column. */
final class ColumnSummaryBuilder {

  private final DataType type;
  private final Column column;
  private boolean nullsKnown = true;
  private long nulls;
  private boolean boundsKnown;
  @Nullable private Object least;
  @Nullable private Object greatest;

  ColumnSummaryBuilder(String physicalName, DataType type) {
    this.type = type;
    this.column = new Column(physicalName);
    this.boundsKnown = isExact(type);
  }

  /**
   * The types whose bounds are exact whoever wrote them: strings may be cut off, instants rounded
   * to milliseconds, and of floating point numbers NaN is left out.
   */
  private static boolean isExact(DataType type) {
    return type instanceof ByteType
        || type instanceof ShortType
        || type instanceof IntegerType
        || type instanceof LongType
        || type instanceof DateType;
  }

  /** A file from whose rows some may be deleted: its statistics are those of all rows. */
  void addUnknown() {
    nullsKnown = false;
    boundsKnown = false;
  }

  void add(DataFileStatistics file) {
    Long nullsInFile = file.getNullCount().get(column);
    if (nullsInFile == null) {
      addUnknown();
      return;
    }
    nulls += nullsInFile;
    if (nullsInFile == file.getNumRecords() || !boundsKnown) {
      return;
    }
    Literal min = file.getMinValues().get(column);
    Literal max = file.getMaxValues().get(column);
    if (min == null || max == null || min.getValue() == null || max.getValue() == null) {
      boundsKnown = false;
      return;
    }
    include(min.getValue());
    include(max.getValue());
  }

  /** A file with one value for all its rows, as its log has it. */
  void addPartition(@Nullable String text, long rows) {
    if (text == null || text.isEmpty()) {
      nulls += rows;
    } else if (boundsKnown && rows > 0) {
      include(parse(text));
    }
  }

  private Object parse(String text) {
    if (type instanceof ByteType) {
      return Byte.valueOf(text);
    } else if (type instanceof ShortType) {
      return Short.valueOf(text);
    } else if (type instanceof IntegerType) {
      return Integer.valueOf(text);
    } else if (type instanceof LongType) {
      return Long.valueOf(text);
    }
    return Math.toIntExact(LocalDate.parse(text).toEpochDay());
  }

  private void include(Object value) {
    long number = ((Number) value).longValue();
    if (least == null || number < ((Number) least).longValue()) {
      least = value;
    }
    if (greatest == null || number > ((Number) greatest).longValue()) {
      greatest = value;
    }
  }

  ColumnSummary build() {
    return new ColumnSummary(
        nullsKnown ? Optional.of(nulls) : Optional.empty(),
        boundsKnown,
        Optional.ofNullable(least),
        Optional.ofNullable(greatest));
  }
}
