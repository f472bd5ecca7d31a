package io.pinflow.delta.table;

import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.InputFormatProvider;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsStatisticReport;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.plan.stats.TableStats;
import org.apache.flink.table.types.DataType;

/** A table that is not there, in a query which takes it for empty. */
final class AbsentTableSource implements ScanTableSource, SupportsStatisticReport {

  private final String tablePath;
  private final DataType rowType;

  AbsentTableSource(String tablePath, DataType rowType) {
    this.tablePath = tablePath;
    this.rowType = rowType;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  @SuppressWarnings("deprecation") // as for the one row of DeltaTableSource
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    TypeInformation<RowData> type = context.createTypeInformation(rowType);
    return InputFormatProvider.of(
        new org.apache.flink.api.java.io.CollectionInputFormat<>(
            List.of(), type.createSerializer(new SerializerConfigImpl())));
  }

  /** Else the planner would take it for a large table. */
  @Override
  public TableStats reportStatistics() {
    return new TableStats(0);
  }

  @Override
  public DynamicTableSource copy() {
    return new AbsentTableSource(tablePath, rowType);
  }

  @Override
  public String asSummaryString() {
    return "Delta(no table at " + tablePath + ")";
  }
}
