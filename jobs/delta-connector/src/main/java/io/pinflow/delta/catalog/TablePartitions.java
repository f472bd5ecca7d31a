package io.pinflow.delta.catalog;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.ScanFile;
import io.pinflow.delta.kernel.TableColumns;
import io.pinflow.delta.kernel.TableScan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The partitions which have data files, by the log. */
final class TablePartitions {

  /** Flink's name for the partition of null, as its file system connector has it. */
  private static final String NULL = "__DEFAULT_PARTITION__";

  private TablePartitions() {}

  /** Column name to value as the log writes it, in the order of their files' paths. */
  static Set<Map<String, String>> of(DeltaEngine engine, DeltaTable table, Snapshot snapshot) {
    TableColumns columns = TableColumns.of(snapshot);
    List<ScanFile> files =
        new ArrayList<>(TableScan.of(engine, table.path(), snapshot).files(Optional.empty()));
    files.sort(Comparator.comparing(ScanFile::path));
    Set<Map<String, String>> partitions = new LinkedHashSet<>();
    for (ScanFile file : files) {
      Map<String, String> values = new LinkedHashMap<>();
      for (String column : columns.partitionColumns()) {
        String physical = columns.physicalName(columns.schema().get(column));
        String value = file.partitionValues().get(physical);
        values.put(column, value == null ? NULL : value);
      }
      partitions.add(values);
    }
    return partitions;
  }
}
