package io.pinflow.delta.table;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.source.ContinuousDeltaSourceBuilder;
import io.pinflow.delta.source.DeltaSource;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.types.DataType;

/** A Delta table and what is added to it in a query that does not end. */
final class StreamingTableSource implements ScanTableSource, SupportsProjectionPushDown {

  private final StreamingRead read;
  private final String tablePath;
  private final Snapshot newest;
  private DataType rowType;

  StreamingTableSource(StreamingRead read, String tablePath, Snapshot newest, DataType rowType) {
    this.read = read;
    this.tablePath = tablePath;
    this.newest = newest;
    this.rowType = rowType;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    ContinuousDeltaSourceBuilder source =
        DeltaSource.forContinuousRowData(tablePath)
            .snapshot(newest)
            .columns(DataType.getFieldNames(rowType));
    read.apply(source);
    return SourceProvider.of(source.build());
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  @Override
  public void applyProjection(int[][] projectedFields, DataType producedDataType) {
    rowType = producedDataType;
  }

  @Override
  public DynamicTableSource copy() {
    return new StreamingTableSource(read, tablePath, newest, rowType);
  }

  @Override
  public String asSummaryString() {
    return "Delta(" + tablePath + " from version " + newest.getVersion() + " on)";
  }
}
