package io.pinflow.delta.catalog;

import io.delta.kernel.types.StructField;
import io.pinflow.delta.kernel.DefinitionErrors;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.TableMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.TableChange;

/** What an ALTER TABLE statement asks for, checked. */
final class TableChanges {

  private final List<Column> added = new ArrayList<>();
  private final Map<String, String> set = new HashMap<>();
  private final Set<String> reset = new HashSet<>();

  private TableChanges() {}

  /**
   * @throws io.pinflow.delta.kernel.DeltaException for a change other than new columns at the end
   *     and properties
   */
  static TableChanges of(ObjectPath table, List<TableChange> changes) {
    TableChanges all = new TableChanges();
    changes.forEach(change -> all.add(table, change));
    TableProperties.requireAll(all.set.keySet());
    TableProperties.requireAll(all.reset);
    return all;
  }

  private void add(ObjectPath table, TableChange change) {
    if (change instanceof TableChange.AddColumn) {
      TableChange.AddColumn column = (TableChange.AddColumn) change;
      if (column.getPosition() != null) {
        throw DefinitionErrors.notInCatalog(
            "add the column '" + column.getColumn().getName() + "' there",
            "new columns come last. Leave out FIRST and AFTER.");
      }
      added.add(column.getColumn());
    } else if (change instanceof TableChange.SetOption) {
      TableChange.SetOption option = (TableChange.SetOption) change;
      set.put(option.getKey(), option.getValue());
    } else if (change instanceof TableChange.ResetOption) {
      reset.add(((TableChange.ResetOption) change).getKey());
    } else {
      throw DefinitionErrors.notInCatalog(
          "change '" + table + "' by " + change.getClass().getSimpleName(),
          "it adds columns (ADD), sets and resets properties (SET, RESET). Use another engine for"
              + " the rest.");
    }
  }

  void apply(DeltaEngine engine, DeltaTable table) {
    TableMetadata metadata = new TableMetadata(engine, table);
    if (!added.isEmpty()) {
      List<StructField> columns = TableDescription.columns(added).fields();
      metadata.addColumns(columns);
    }
    if (!set.isEmpty()) {
      metadata.setProperties(set);
    }
    if (!reset.isEmpty()) {
      metadata.removeProperties(reset);
    }
  }
}
