package io.pinflow.delta.table;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.source.ContinuousDeltaSourceBuilder;
import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.ScanFilter;
import java.time.ZoneId;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.DataType;

/** A Delta table and what is added to it in a query that does not end. */
final class StreamingTableSource
    implements ScanTableSource, SupportsProjectionPushDown, SupportsFilterPushDown {

  private final StreamingRead read;
  private final String tablePath;
  private final Snapshot newest;
  private final ZoneId sessionZone;
  private DataType rowType;
  @Nullable private ScanFilter filter;

  /**
   * @param sessionZone of the query
   */
  StreamingTableSource(
      StreamingRead read, String tablePath, Snapshot newest, DataType rowType, ZoneId sessionZone) {
    this.read = read;
    this.tablePath = tablePath;
    this.newest = newest;
    this.rowType = rowType;
    this.sessionZone = sessionZone;
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
    if (filter != null) {
      source.filter(filter);
    }
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

  /** Takes whatever condition can leave out files, and has all evaluated again on the rows. */
  @Override
  public Result applyFilters(List<ResolvedExpression> conditions) {
    FilterTranslation translation = new FilterTranslation(sessionZone);
    for (ResolvedExpression condition : conditions) {
      translation
          .translate(condition)
          .ifPresent(added -> filter = filter == null ? added : ScanFilter.and(filter, added));
    }
    return Result.of(List.of(), conditions);
  }

  @Override
  public DynamicTableSource copy() {
    StreamingTableSource copy =
        new StreamingTableSource(read, tablePath, newest, rowType, sessionZone);
    copy.filter = filter;
    return copy;
  }

  @Override
  public String asSummaryString() {
    return "Delta(" + tablePath + " from version " + newest.getVersion() + " on)";
  }
}
