package io.pinflow.delta.table;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.TableScan;
import java.util.Set;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/**
 * {@code 'connector' = 'delta'}: tables of Flink SQL which are Delta tables.
 *
 * <pre>{@code
 * CREATE TABLE geo (ind INT, country STRING) WITH ('connector' = 'delta', 'table-path' = 's3://lake/geo_table');
 * }</pre>
 *
 * <p>The statement names those of the table's columns which are wanted, in any order, with their
 * types in the table. It is compared with the table when a query is planned; the query then reads
 * the snapshot which was the newest at that moment.
 */
@PublicEvolving
public final class DeltaTableFactory implements DynamicTableSourceFactory {

  public static final String IDENTIFIER = "delta";

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(DeltaConnectorOptions.TABLE_PATH);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  /**
   * @throws DeltaException if there is no such table, or it is not as the statement says
   */
  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    String tablePath = tablePath(context);
    DataType rowType = context.getPhysicalRowDataType();
    try (DeltaEngine engine = DeltaEngine.create(new Configuration())) {
      Snapshot snapshot = DeltaTable.at(engine, tablePath).latest();
      TableScan.of(engine, tablePath, snapshot);
      DeclaredSchema.of(
              (RowType) rowType.getLogicalType(), context.getCatalogTable().getPartitionKeys())
          .requireFits(tablePath, snapshot);
      return new DeltaTableSource(tablePath, snapshot, rowType);
    }
  }

  private String tablePath(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    helper.validate();
    return TablePaths.resolve(
        helper.getOptions().get(DeltaConnectorOptions.TABLE_PATH), context.getConfiguration());
  }
}
