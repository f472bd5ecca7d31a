package io.pinflow.delta.table;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.source.ScanFilter;
import io.pinflow.delta.source.newest.NewestRows;
import io.pinflow.delta.source.newest.NewestRule;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsStatisticReport;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.plan.stats.TableStats;
import org.apache.flink.table.types.DataType;

/**
 * The newest row of each key of one snapshot of a Delta table in a query. Conditions are evaluated
 * on these rows: which row is the newest does not depend on what is asked of it.
 */
final class NewestTableSource extends DeltaScanTableSource implements SupportsStatisticReport {

  private final NewestRule rule;

  NewestTableSource(
      NewestRule rule,
      String tablePath,
      Snapshot snapshot,
      DataType rowType,
      ZoneId sessionZone,
      Optional<MemorySize> splitSize,
      Optional<ScanFilter> partitions) {
    super(tablePath, snapshot, rowType, sessionZone, splitSize, partitions);
    this.rule = rule;
  }

  private NewestTableSource(NewestTableSource other) {
    super(other);
    this.rule = other.rule;
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    NewestRows rows =
        new NewestRows(
            rule,
            tablePath(),
            snapshot(),
            DataType.getFieldNames(rowType()),
            splitSize(),
            filter());
    return new DataStreamScanProvider() {
      @Override
      public DataStream<RowData> produceDataStream(
          ProviderContext providerContext, StreamExecutionEnvironment environment) {
        return rows.in(environment, providerContext::generateUid);
      }

      @Override
      public boolean isBounded() {
        return true;
      }
    };
  }

  @Override
  public Result applyFilters(List<ResolvedExpression> conditions) {
    return Result.of(List.of(), conditions);
  }

  @Override
  boolean isDecidedByFiles(ResolvedExpression condition) {
    return false;
  }

  /** Of all rows: there are no more newest ones, and their values lie within the same bounds. */
  @Override
  public TableStats reportStatistics() {
    return LogStatistics.of(rowType(), this::summary);
  }

  @Override
  public DynamicTableSource copy() {
    return new NewestTableSource(this);
  }

  @Override
  public String asSummaryString() {
    return "Newest rows of " + tablePath() + " at version " + snapshot().getVersion();
  }
}
