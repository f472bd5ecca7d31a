package io.pinflow.delta.catalog;

import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DefinitionErrors;
import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.WriteErrors;
import io.pinflow.delta.table.DeltaTableFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.factories.FactoryUtil;

/** What a CREATE TABLE statement asks for, checked. */
final class NewTable {

  private final StructType columns;
  private final List<String> partitionColumns;
  private final Map<String, String> properties;

  private NewTable(
      StructType columns, List<String> partitionColumns, Map<String, String> properties) {
    this.columns = columns;
    this.partitionColumns = partitionColumns;
    this.properties = properties;
  }

  /**
   * @throws io.pinflow.delta.kernel.DeltaException if a Delta table cannot keep a part of it
   */
  static NewTable of(ObjectPath name, ResolvedCatalogTable table) {
    String keep = "of '" + name + "'";
    if (table.getResolvedSchema().getPrimaryKey().isPresent()) {
      throw DefinitionErrors.notInCatalog(
          "keep the primary key " + keep, "Delta has none. Leave it out.");
    }
    if (!table.getResolvedSchema().getWatermarkSpecs().isEmpty()) {
      throw DefinitionErrors.notInCatalog(
          "keep the watermark " + keep,
          "Delta has none. Define it on a temporary table LIKE this one.");
    }
    if (table.getDistribution().isPresent()) {
      throw DefinitionErrors.notInCatalog(
          "keep the distribution " + keep, "Delta has none. Use PARTITIONED BY.");
    }
    if (table.getPartitionKeys().size() == table.getResolvedSchema().getColumnCount()) {
      throw WriteErrors.onlyPartitionColumns(table.getPartitionKeys());
    }
    return new NewTable(
        TableDescription.columns(table.getResolvedSchema().getColumns()),
        table.getPartitionKeys(),
        properties(table.getOptions()));
  }

  private static Map<String, String> properties(Map<String, String> options) {
    Map<String, String> properties = new HashMap<>(options);
    String connector = properties.remove(FactoryUtil.CONNECTOR.key());
    if (connector != null && !connector.equals(DeltaTableFactory.IDENTIFIER)) {
      throw DeltaErrors.invalidOption(
          FactoryUtil.CONNECTOR.key(),
          connector,
          "this catalog keeps Delta tables only. Use CREATE TEMPORARY TABLE, or another catalog.");
    }
    TableProperties.requireAll(properties.keySet());
    return properties;
  }

  StructType columns() {
    return columns;
  }

  List<String> partitionColumns() {
    return partitionColumns;
  }

  Map<String, String> properties() {
    return properties;
  }
}
