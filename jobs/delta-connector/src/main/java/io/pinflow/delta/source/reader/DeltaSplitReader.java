package io.pinflow.delta.source.reader;

import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.ScanColumn;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.LongPredicate;
import javax.annotation.Nullable;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.table.data.RowData;

/** Reads the splits given to it one after the other. */
final class DeltaSplitReader implements SplitReader<RowData, DeltaSourceSplit> {

  private final List<ScanColumn> columns;
  private final long limit;
  private final DeletionVectorLoader deletionVectors;
  private final LongPredicate leftOut;
  private final BatchPool pool = new BatchPool();
  private final Queue<DeltaSourceSplit> splits = new ArrayDeque<>();
  @Nullable private ParquetSplitRows current;

  DeltaSplitReader(List<ScanColumn> columns, long limit, DeletionVectorLoader deletionVectors) {
    this(columns, limit, deletionVectors, position -> false);
  }

  /**
   * A reader which leaves out rows, as if they were deleted.
   *
   * @param leftOut those, by their positions in each file
   */
  DeltaSplitReader(
      List<ScanColumn> columns,
      long limit,
      DeletionVectorLoader deletionVectors,
      LongPredicate leftOut) {
    this.columns = columns;
    this.limit = limit;
    this.deletionVectors = deletionVectors;
    this.leftOut = leftOut;
  }

  @Override
  public RecordsWithSplitIds<RowData> fetch() throws IOException {
    if (current == null) {
      DeltaSourceSplit split = splits.poll();
      if (split == null) {
        return nothing();
      }
      current = ParquetSplitRows.open(split, columns, limit, deletionVectors, leftOut);
      if (current.isEmpty()) {
        closeCurrent();
        return finished(split);
      }
    }
    RowBatch batch = takeBatch();
    if (batch == null) {
      return nothing();
    }
    RowBatch filled = current.next(batch);
    if (current.isEmpty()) {
      closeCurrent();
    }
    return filled;
  }

  @Nullable
  private RowBatch takeBatch() throws IOException {
    try {
      return pool.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for a batch to be worked off", e);
    }
  }

  private void closeCurrent() throws IOException {
    current.close();
    current = null;
  }

  private static RecordsWithSplitIds<RowData> nothing() {
    return new RecordsBySplits.Builder<RowData>().build();
  }

  private static RecordsWithSplitIds<RowData> finished(DeltaSourceSplit split) {
    RecordsBySplits.Builder<RowData> records = new RecordsBySplits.Builder<>();
    records.addFinishedSplit(split.splitId());
    return records.build();
  }

  @Override
  public void handleSplitsChanges(SplitsChange<DeltaSourceSplit> change) {
    splits.addAll(change.splits());
  }

  @Override
  public void wakeUp() {
    pool.wakeUp();
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      closeCurrent();
    }
  }
}
