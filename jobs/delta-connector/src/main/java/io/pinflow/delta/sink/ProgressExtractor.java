package io.pinflow.delta.sink;

import java.io.Serializable;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/**
 * Tells of each row from which source it comes and which position it has there, so that the sink
 * can commit its progress in one with the rows. Called for every row, by one thread at a time.
 *
 * <p>A source is anything that hands out its rows in the order of their positions, such as a Kafka
 * partition or a Kinesis shard. Between the source and the sink no operator may hold rows back
 * beyond a checkpoint barrier (as windows, timers and buffers do) unless it keeps their order.
 */
public interface ProgressExtractor extends Serializable {

  /** The row's source, the same text for all its rows; null if the row has no source. */
  @Nullable
  StringData source(RowData row);

  /** The row's position in its source: decimal digits of any number. Not asked without a source. */
  StringData position(RowData row);
}
