package io.pinflow.delta.catalog;

import io.pinflow.delta.table.DeltaConnectorOptions;
import io.pinflow.delta.table.DeltaTableFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * The connector for a catalog's tables: adds where the table is and how the catalog reaches S3, so
 * that neither stands in the table's own options, which SHOW CREATE TABLE prints.
 */
final class CatalogTableFactory implements DynamicTableSourceFactory, DynamicTableSinkFactory {

  private final DeltaTableFactory tables = new DeltaTableFactory();
  private final Warehouse warehouse;
  private final Map<String, String> s3;

  CatalogTableFactory(Warehouse warehouse, Map<String, String> s3) {
    this.warehouse = warehouse;
    this.s3 = s3;
  }

  @Override
  public String factoryIdentifier() {
    return DeltaTableFactory.IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return tables.optionalOptions();
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    return tables.createDynamicTableSource(placed(context));
  }

  @Override
  public DynamicTableSink createDynamicTableSink(Context context) {
    return tables.createDynamicTableSink(placed(context));
  }

  private Context placed(Context context) {
    ObjectIdentifier name = context.getObjectIdentifier();
    ResolvedCatalogTable table = context.getCatalogTable();
    Map<String, String> options = new HashMap<>(s3);
    options.putAll(table.getOptions());
    options.put(
        DeltaConnectorOptions.TABLE_PATH.key(), warehouse.table(name.toObjectPath()).toString());
    return new FactoryUtil.DefaultDynamicTableContext(
        name,
        table.copy(options),
        context.getEnrichmentOptions(),
        context.getConfiguration(),
        context.getClassLoader(),
        context.isTemporary());
  }
}
