package io.pinflow.delta.source.reader;

import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.ScanColumn;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
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
  private boolean inSplit;

  private SplitRows(DeltaSplitReader reader, int splits) {
    this.reader = reader;
    this.unfinished = splits;
  }

  public static SplitRows open(
      List<DeltaSourceSplit> splits, List<ScanColumn> columns, Configuration configuration) {
    DeltaSplitReader reader =
        new DeltaSplitReader(columns, Long.MAX_VALUE, new DeletionVectorLoader(configuration));
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

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
