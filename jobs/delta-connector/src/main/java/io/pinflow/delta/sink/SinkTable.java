package io.pinflow.delta.sink;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.DeltaTypes;
import io.pinflow.delta.kernel.TableProgress;
import io.pinflow.delta.kernel.WriteLayout;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/** The table as the job describes it: where it is, which rows come, how to create it. */
final class SinkTable implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * What a table gets at its creation unless the job says otherwise. Transactions are forgotten
   * after 30 days, since every start of a job adds one; that must be longer than the age of any
   * savepoint that may still be restored.
   */
  private static final Map<String, String> DEFAULT_PROPERTIES =
      Map.of(
          "delta.checkpointInterval", "10",
          "delta.setTransactionRetentionDuration", "interval 30 days");

  private final String path;
  private final RowType rowType;
  private final ArrayList<String> partitionColumns;
  private final HashMap<String, String> properties;
  private final boolean createIfAbsent;
  private final boolean recordsProgress;

  SinkTable(
      String path,
      RowType rowType,
      List<String> partitionColumns,
      Map<String, String> properties,
      boolean createIfAbsent) {
    this(path, rowType, partitionColumns, DEFAULT_PROPERTIES, properties, createIfAbsent, false);
  }

  private SinkTable(
      String path,
      RowType rowType,
      List<String> partitionColumns,
      Map<String, String> defaultProperties,
      Map<String, String> properties,
      boolean createIfAbsent,
      boolean recordsProgress) {
    this.path = path;
    this.rowType = rowType;
    this.partitionColumns = new ArrayList<>(partitionColumns);
    this.properties = new HashMap<>(defaultProperties);
    this.properties.putAll(properties);
    this.createIfAbsent = createIfAbsent;
    this.recordsProgress = recordsProgress;
  }

  /** The same table, with room for progress. */
  SinkTable recordingProgress() {
    return new SinkTable(
        path,
        rowType,
        partitionColumns,
        properties,
        TableProgress.REQUIRED_PROPERTIES,
        createIfAbsent,
        true);
  }

  String path() {
    return path;
  }

  RowType rowType() {
    return rowType;
  }

  boolean recordsProgress() {
    return recordsProgress;
  }

  List<String> partitionColumns() {
    return partitionColumns;
  }

  DeltaTable at(DeltaEngine engine) {
    return DeltaTable.at(engine, path);
  }

  /**
   * The table's layout, creating the table if it is absent and may be created.
   *
   * @throws DeltaException if there is no table or the rows do not fit it
   */
  WriteLayout open(DeltaEngine engine) {
    DeltaTable table = at(engine);
    Snapshot snapshot =
        createIfAbsent
            ? table.createIfAbsent(DeltaTypes.toStructType(rowType), partitionColumns, properties)
            : table.latest();
    WriteLayout layout = WriteLayout.of(engine, snapshot);
    requireFits(layout);
    return recordsProgress ? WriteLayout.of(engine, table.withProgress()) : layout;
  }

  /**
   * Looks whether files written for one layout may be committed to another.
   *
   * @throws DeltaException if not
   */
  void requireFits(WriteLayout now, WriteLayout written) {
    requireFits(now);
    for (String column : rowType.getFieldNames()) {
      if (!now.writesAlike(written, column)) {
        throw DeltaErrors.columnRemapped(path, column);
      }
    }
  }

  /**
   * @throws DeltaException if the job's rows do not fit the table
   */
  void requireFits(WriteLayout layout) {
    if (!layout.partitionColumns().equals(partitionColumns)) {
      throw DeltaErrors.partitionMismatch(path, partitionColumns, layout.partitionColumns());
    }
    List<String> differences = SchemaFit.differences(rowType, layout.schema());
    if (!differences.isEmpty()) {
      throw DeltaErrors.schemaMismatch(path, differences);
    }
  }
}
