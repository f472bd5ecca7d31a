package io.pinflow.delta.table;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.source.ContinuousDeltaSourceBuilder;
import io.pinflow.delta.source.DeltaSource;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.DataType;

/** A Delta table and what is added to it in a query that does not end. */
final class StreamingTableSource extends DeltaScanTableSource {

  private final StreamingRead read;

  StreamingTableSource(
      StreamingRead read,
      String tablePath,
      Snapshot newest,
      DataType rowType,
      ZoneId sessionZone,
      Optional<MemorySize> splitSize) {
    super(tablePath, newest, rowType, sessionZone, splitSize, Optional.empty());
    this.read = read;
  }

  private StreamingTableSource(StreamingTableSource other) {
    super(other);
    this.read = other.read;
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    ContinuousDeltaSourceBuilder source =
        DeltaSource.forContinuousRowData(tablePath())
            .snapshot(snapshot())
            .columns(DataType.getFieldNames(rowType()));
    read.apply(source);
    splitSize().ifPresent(source::splitSize);
    filter().ifPresent(source::filter);
    return SourceProvider.of(source.build());
  }

  /** None is: a commit's files are also taken where their partition values cannot be compared. */
  @Override
  boolean isDecidedByFiles(ResolvedExpression condition) {
    return false;
  }

  @Override
  public DynamicTableSource copy() {
    return new StreamingTableSource(this);
  }

  @Override
  public String asSummaryString() {
    return "Delta(" + tablePath() + " from version " + snapshot().getVersion() + " on)";
  }
}
