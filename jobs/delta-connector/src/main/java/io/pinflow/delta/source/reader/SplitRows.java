package io.pinflow.delta.source.reader;

import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.ScanColumn;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.LongPredicate;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.table.data.RowData;

/** The rows of some splits, one split after the other, read in the calling thread. */
@Internal
public final class SplitRows implements Closeable {

  private final DeltaSplitReader reader;
  private int unfinished;
  @Nullable private RecordsWithSplitIds<RowData> batch;
  private long position;
  private boolean inSplit;

  private SplitRows(DeltaSplitReader reader, int splits) {
    this.reader = reader;
    this.unfinished = splits;
  }

  public static SplitRows open(
      List<DeltaSourceSplit> splits, List<ScanColumn> columns, Configuration configuration) {
    return open(splits, columns, position -> false, configuration);
  }

  /**
   * @param leftOut rows to leave out as if they were deleted, by their positions in each file
   */
  public static SplitRows open(
      List<DeltaSourceSplit> splits,
      List<ScanColumn> columns,
      LongPredicate leftOut,
      Configuration configuration) {
    DeltaSplitReader reader =
        new DeltaSplitReader(
            columns, Long.MAX_VALUE, new DeletionVectorLoader(configuration), leftOut);
    reader.handleSplitsChanges(new SplitsAddition<>(splits));
    return new SplitRows(reader, splits.size());
  }

  /** The next row, good until the next call; null after the last one. */
  @Nullable
  public RowData next() throws IOException {
    while (unfinished > 0) {
      if (batch == null) {
        batch = reader.fetch();
        inSplit = batch.nextSplit() != null;
      }
      while (inSplit) {
        RowData row = batch.nextRecordFromSplit();
        if (row != null) {
          position = ((RowBatch) batch).position();
          return row;
        }
        inSplit = batch.nextSplit() != null;
      }
      unfinished -= batch.finishedSplits().size();
      batch.recycle();
      batch = null;
    }
    return null;
  }

  /** The position in its file of the row that was returned last. */
  public long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
