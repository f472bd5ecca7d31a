package io.pinflow.delta.source.reader;

import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.ScanColumn;
import java.util.List;
import java.util.Map;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.table.data.RowData;

/** Asks for one split after the other and emits their rows. */
@Internal
public final class DeltaSourceReader
    extends SingleThreadMultiplexSourceReaderBase<
        RowData, RowData, DeltaSourceSplit, DeltaSplitState> {

  /**
   * @param limit read no more rows of a split than this
   * @param configuration the connector's S3 options
   */
  public DeltaSourceReader(
      SourceReaderContext context,
      List<ScanColumn> columns,
      long limit,
      Configuration configuration) {
    super(
        () -> new DeltaSplitReader(columns, limit, new DeletionVectorLoader(configuration)),
        (row, output, split) -> {
          output.collect(row);
          split.rowEmitted();
        },
        context.getConfiguration(),
        context);
  }

  @Override
  public void start() {
    if (getNumberOfCurrentlyAssignedSplits() == 0) {
      context.sendSplitRequest();
    }
  }

  @Override
  protected void onSplitFinished(Map<String, DeltaSplitState> finished) {
    context.sendSplitRequest();
  }

  @Override
  protected DeltaSplitState initializedState(DeltaSourceSplit split) {
    return new DeltaSplitState(split);
  }

  @Override
  protected DeltaSourceSplit toSplitType(String splitId, DeltaSplitState state) {
    return state.toSplit();
  }
}
