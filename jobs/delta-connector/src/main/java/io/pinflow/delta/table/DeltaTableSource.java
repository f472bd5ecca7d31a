package io.pinflow.delta.table;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.DeltaSourceBuilder;
import io.pinflow.delta.source.ScanFilter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.InputFormatProvider;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsAggregatePushDown;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsStatisticReport;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.AggregateExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.plan.stats.TableStats;
import org.apache.flink.table.types.DataType;

/** One snapshot of a Delta table in a query. */
final class DeltaTableSource extends DeltaScanTableSource
    implements SupportsAggregatePushDown, SupportsLimitPushDown, SupportsStatisticReport {

  private final PartitionConditions partitions;
  private long limit = Long.MAX_VALUE;

  /** Whether every row of the files that the filter chooses satisfies all conditions. */
  private boolean allDecided = true;

  /** The aggregates of the table, if nothing else is asked for. */
  @Nullable private RowData answer;

  /** The type of the answer. */
  @Nullable private DataType answerType;

  DeltaTableSource(
      String tablePath,
      Snapshot snapshot,
      DataType rowType,
      ZoneId sessionZone,
      Optional<MemorySize> splitSize,
      Optional<ScanFilter> partitions) {
    super(tablePath, snapshot, rowType, sessionZone, splitSize, partitions);
    this.partitions = new PartitionConditions(snapshot.getPartitionColumnNames());
  }

  private DeltaTableSource(DeltaTableSource other) {
    super(other);
    this.partitions = other.partitions;
    this.limit = other.limit;
    this.allDecided = other.allDecided;
    this.answer = other.answer;
    this.answerType = other.answerType;
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    if (answer != null) {
      return oneRow(answer, context.createTypeInformation(answerType));
    }
    DeltaSourceBuilder source =
        DeltaSource.forBoundedRowData(tablePath())
            .snapshot(snapshot())
            .columns(DataType.getFieldNames(rowType()))
            .limit(limit);
    splitSize().ifPresent(source::splitSize);
    filter().ifPresent(source::filter);
    return SourceProvider.of(source.build());
  }

  @SuppressWarnings("deprecation") // Flink 1.20 has no other source of given rows without a new jar
  private static ScanRuntimeProvider oneRow(RowData row, TypeInformation<RowData> type) {
    return InputFormatProvider.of(
        new org.apache.flink.api.java.io.CollectionInputFormat<>(
            List.of(row), type.createSerializer(new SerializerConfigImpl())));
  }

  @Override
  public Result applyFilters(List<ResolvedExpression> conditions) {
    Result result = super.applyFilters(conditions);
    allDecided &= result.getRemainingFilters().isEmpty();
    return result;
  }

  @Override
  boolean isDecidedByFiles(ResolvedExpression condition) {
    return partitions.decide(condition);
  }

  /** Answers the aggregates of the whole from the log, where it knows them exactly. */
  @Override
  public boolean applyAggregates(
      List<int[]> groupingSets, List<AggregateExpression> aggregates, DataType producedDataType) {
    LogAggregates answers = new LogAggregates(aggregates);
    boolean isGrouped = groupingSets.size() != 1 || groupingSets.get(0).length > 0;
    if (isGrouped || limit != Long.MAX_VALUE || !allDecided || !answers.areAnswerable()) {
      return false;
    }
    answer = answers.answer(summary(answers.columns())).orElse(null);
    if (answer == null) {
      return false;
    }
    answerType = producedDataType;
    return true;
  }

  @Override
  public void applyLimit(long rows) {
    limit = rows;
  }

  /** How many rows there are, so that the planner can order joins, and between which integers. */
  @Override
  public TableStats reportStatistics() {
    if (answer != null) {
      return new TableStats(1);
    }
    return LogStatistics.of(rowType(), this::summary);
  }

  @Override
  public DynamicTableSource copy() {
    return new DeltaTableSource(this);
  }

  @Override
  public String asSummaryString() {
    return "Delta(" + tablePath() + " at version " + snapshot().getVersion() + ")";
  }
}
