package io.pinflow.delta.table;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.TableScan;
import io.pinflow.delta.kernel.TableSummary;
import io.pinflow.delta.source.ScanFilter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.DataType;

/** A Delta table in a query: the columns that are wanted of it, and the condition on its files. */
abstract class DeltaScanTableSource
    implements ScanTableSource, SupportsProjectionPushDown, SupportsFilterPushDown {

  private final String tablePath;
  private final Snapshot snapshot;
  private final ZoneId sessionZone;
  private final Optional<MemorySize> splitSize;
  private DataType rowType;
  @Nullable private ScanFilter filter;

  /**
   * @param rowType all columns
   * @param sessionZone of the query
   * @param splitSize if it is not to be by the parallelism
   * @param partitions the condition on the partitions which the table has for this query
   */
  DeltaScanTableSource(
      String tablePath,
      Snapshot snapshot,
      DataType rowType,
      ZoneId sessionZone,
      Optional<MemorySize> splitSize,
      Optional<ScanFilter> partitions) {
    this.tablePath = tablePath;
    this.snapshot = snapshot;
    this.rowType = rowType;
    this.sessionZone = sessionZone;
    this.splitSize = splitSize;
    this.filter = partitions.orElse(null);
  }

  /** A copy. */
  DeltaScanTableSource(DeltaScanTableSource other) {
    this(
        other.tablePath,
        other.snapshot,
        other.rowType,
        other.sessionZone,
        other.splitSize,
        other.filter());
  }

  String tablePath() {
    return tablePath;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  Optional<MemorySize> splitSize() {
    return splitSize;
  }

  /** The rows to produce. */
  DataType rowType() {
    return rowType;
  }

  /** What the files must be able to satisfy. */
  Optional<ScanFilter> filter() {
    return Optional.ofNullable(filter);
  }

  /** What the log tells of some columns of the rows which the filter lets through. */
  final TableSummary summary(List<String> columns) {
    try (DeltaEngine engine = DeltaEngine.create(new Configuration())) {
      return TableScan.of(engine, tablePath, snapshot)
          .summary(filter().map(ScanFilter::toKernel), columns);
    }
  }

  /** Whether every row of the files that are chosen by a condition satisfies it. */
  abstract boolean isDecidedByFiles(ResolvedExpression condition);

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
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
   * Takes whatever condition can leave out files. Of rows, statistics decide nothing: what they
   * were used for is evaluated again.
   */
  @Override
  public Result applyFilters(List<ResolvedExpression> conditions) {
    FilterTranslation translation = new FilterTranslation(sessionZone);
    List<ResolvedExpression> decided = new ArrayList<>();
    List<ResolvedExpression> remaining = new ArrayList<>();
    for (ResolvedExpression condition : conditions) {
      Optional<ScanFilter> translated = translation.translate(condition);
      translated.ifPresent(
          added -> filter = filter == null ? added : ScanFilter.and(filter, added));
      if (translated.isPresent() && isDecidedByFiles(condition)) {
        decided.add(condition);
      } else {
        remaining.add(condition);
      }
    }
    return Result.of(decided, remaining);
  }
}
