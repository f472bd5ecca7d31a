package io.pinflow.delta.table;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.ScanFile;
import io.pinflow.delta.kernel.TableScan;
import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.DeltaSourceBuilder;
import io.pinflow.delta.source.ScanFilter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.annotation.Nullable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsStatisticReport;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.plan.stats.TableStats;
import org.apache.flink.table.types.DataType;

/** One snapshot of a Delta table in a query. */
final class DeltaTableSource
    implements ScanTableSource,
        SupportsProjectionPushDown,
        SupportsFilterPushDown,
        SupportsLimitPushDown,
        SupportsStatisticReport {

  private final String tablePath;
  private final Snapshot snapshot;
  private final ZoneId sessionZone;
  private DataType rowType;
  @Nullable private ScanFilter filter;
  private long limit = Long.MAX_VALUE;

  /**
   * @param sessionZone of the query
   */
  DeltaTableSource(String tablePath, Snapshot snapshot, DataType rowType, ZoneId sessionZone) {
    this.tablePath = tablePath;
    this.snapshot = snapshot;
    this.rowType = rowType;
    this.sessionZone = sessionZone;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    DeltaSourceBuilder source =
        DeltaSource.forBoundedRowData(tablePath)
            .snapshot(snapshot)
            .columns(DataType.getFieldNames(rowType))
            .limit(limit);
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

  /**
   * Takes whatever condition can leave out files. All of them are evaluated again on the rows:
   * statistics decide nothing for a row, and so nobody depends on how a log writes partition
   * values.
   */
  @Override
  public Result applyFilters(List<ResolvedExpression> conditions) {
    FilterTranslation translation = new FilterTranslation(sessionZone);
    conditions.stream()
        .map(translation::translate)
        .flatMap(Optional::stream)
        .reduce(ScanFilter::and)
        .ifPresent(condition -> filter = condition);
    return Result.of(List.of(), conditions);
  }

  @Override
  public void applyLimit(long rows) {
    limit = rows;
  }

  /** The number of rows the log tells of, so that the planner can order joins. */
  @Override
  public TableStats reportStatistics() {
    try (DeltaEngine engine = DeltaEngine.create(new Configuration())) {
      long rows = 0;
      for (ScanFile file :
          TableScan.of(engine, tablePath, snapshot)
              .files(Optional.ofNullable(filter).map(ScanFilter::toKernel))) {
        OptionalLong inFile = file.rowCount();
        if (inFile.isEmpty()) {
          return TableStats.UNKNOWN;
        }
        rows += inFile.getAsLong();
      }
      return new TableStats(rows);
    }
  }

  @Override
  public DynamicTableSource copy() {
    DeltaTableSource copy = new DeltaTableSource(tablePath, snapshot, rowType, sessionZone);
    copy.filter = filter;
    copy.limit = limit;
    return copy;
  }

  @Override
  public String asSummaryString() {
    return "Delta(" + tablePath + " at version " + snapshot.getVersion() + ")";
  }
}
