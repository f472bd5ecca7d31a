package io.pinflow.delta.sink;

import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Tells of each row from which source it comes and which position it has there, so that the sink
 * can commit its progress in one with the rows. Called for every row, by one thread at a time.
 *
 * <p>A source is anything that hands out its rows in the order of their positions, such as a Kafka
 * partition or a Kinesis shard. Between the source and the sink no operator may hold rows back
 * beyond a checkpoint barrier (as windows, timers and buffers do) unless it keeps their order.
 *
 * <p>Positions which give no row, of records that were left out, are covered too if the job sends
 * rows in their stead which are {@linkplain #isStored not stored}: their positions and counts alone
 * are committed, if need be in a commit without files.
 */
public interface ProgressExtractor extends Serializable {

  /** The row's source, the same text for all its rows; null if the row has no source. */
  @Nullable
  StringData source(RowData row);

  /** The row's position in its source: decimal digits of any number. Not asked without a source. */
  StringData position(RowData row);

  /** Whether the row goes into the table. One that does not may be of any kind of change. */
  default boolean isStored(RowData row) {
    return true;
  }

  /** The names, of letters, under which rows are counted for each source; none by default. */
  default List<String> counts() {
    return List.of();
  }

  /** Under which of the {@link #counts} a row is counted; asked only if there are any. */
  default int countOf(RowData row) {
    return 0;
  }

  /**
   * Finds source and position in a column whose text is the source, a slash, and the position, as
   * {@code kafka://topic/0/1234}. A row with null there has no source.
   *
   * @throws io.pinflow.delta.kernel.DeltaException if the rows have no such column of text
   */
  static ProgressExtractor ofColumn(RowType rowType, String name) {
    return ProgressColumn.of(rowType, name);
  }
}
