package io.pinflow.delta.table;

import io.pinflow.delta.kernel.OverwriteScope;
import io.pinflow.delta.kernel.WriteErrors;
import io.pinflow.delta.sink.DeltaSink;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.sink.abilities.SupportsOverwrite;
import org.apache.flink.table.connector.sink.abilities.SupportsPartitioning;
import org.apache.flink.table.types.logical.RowType;

/**
 * Appends the rows of an INSERT INTO statement to a Delta table, or replaces rows of it by those of
 * an INSERT OVERWRITE statement.
 */
final class DeltaTableSink implements DynamicTableSink, SupportsPartitioning, SupportsOverwrite {

  private final DeltaSink sink;
  private final String tablePath;
  private final RowType rowType;
  private final List<String> partitionColumns;
  @Nullable private final Integer parallelism;
  private boolean overwrite;
  private Map<String, String> staticPartition = Map.of();

  DeltaTableSink(
      DeltaSink sink,
      String tablePath,
      RowType rowType,
      List<String> partitionColumns,
      @Nullable Integer parallelism) {
    this.sink = sink;
    this.tablePath = tablePath;
    this.rowType = rowType;
    this.partitionColumns = partitionColumns;
    this.parallelism = parallelism;
  }

  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requested) {
    return ChangelogMode.insertOnly();
  }

  @Override
  public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
    if (!overwrite) {
      return SinkV2Provider.of(sink, parallelism);
    }
    if (!context.isBounded()) {
      throw WriteErrors.overwriteInStreaming(tablePath);
    }
    return SinkV2Provider.of(sink.overwriting(scope()), parallelism);
  }

  /** As Flink's filesystem and Hive connectors have it. */
  private OverwriteScope scope() {
    if (partitionColumns.isEmpty()) {
      return OverwriteScope.table();
    }
    return staticPartition.keySet().containsAll(partitionColumns)
        ? OverwriteScope.partition(StaticPartition.texts(rowType, staticPartition))
        : OverwriteScope.writtenPartitions();
  }

  @Override
  public void applyOverwrite(boolean replaces) {
    overwrite = replaces;
  }

  /** The planner puts the values into the rows, where the sink takes all partition values from. */
  @Override
  public void applyStaticPartition(Map<String, String> partition) {
    staticPartition = Map.copyOf(partition);
  }

  @Override
  public DynamicTableSink copy() {
    DeltaTableSink copy =
        new DeltaTableSink(sink, tablePath, rowType, partitionColumns, parallelism);
    copy.overwrite = overwrite;
    copy.staticPartition = staticPartition;
    return copy;
  }

  @Override
  public String asSummaryString() {
    return "Delta(" + tablePath + ")";
  }
}
