package io.pinflow.delta.table;

import io.pinflow.delta.sink.DeltaSink;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.sink.abilities.SupportsPartitioning;

/** Appends the rows of an INSERT statement to a Delta table. */
final class DeltaTableSink implements DynamicTableSink, SupportsPartitioning {

  private final DeltaSink sink;
  private final String tablePath;
  @Nullable private final Integer parallelism;

  DeltaTableSink(DeltaSink sink, String tablePath, @Nullable Integer parallelism) {
    this.sink = sink;
    this.tablePath = tablePath;
    this.parallelism = parallelism;
  }

  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requested) {
    return ChangelogMode.insertOnly();
  }

  @Override
  public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
    return SinkV2Provider.of(sink, parallelism);
  }

  @Override
  public void applyStaticPartition(Map<String, String> partition) {
    // The planner puts the values into the rows, where the sink takes all partition values from.
  }

  @Override
  public DynamicTableSink copy() {
    return new DeltaTableSink(sink, tablePath, parallelism);
  }

  @Override
  public String asSummaryString() {
    return "Delta(" + tablePath + ")";
  }
}
