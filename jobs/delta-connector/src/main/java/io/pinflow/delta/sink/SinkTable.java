package io.pinflow.delta.sink;

import io.delta.kernel.Snapshot;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.DeltaTypes;
import io.pinflow.delta.kernel.NewTableProperties;
import io.pinflow.delta.kernel.Overwrite;
import io.pinflow.delta.kernel.SchemaUnion;
import io.pinflow.delta.kernel.TableMetadata;
import io.pinflow.delta.kernel.TableProgress;
import io.pinflow.delta.kernel.WriteErrors;
import io.pinflow.delta.kernel.WriteLayout;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.RowType;

/** The table as the job describes it: where it is, which rows come, how to create it. */
final class SinkTable implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final RowType rowType;
  private final ArrayList<String> partitionColumns;
  private final HashMap<String, String> properties;
  private final boolean createIfAbsent;
  private final boolean recordsProgress;
  private final boolean addsColumns;
  @Nullable private final Overwrite overwrite;
  private final UUID description;

  SinkTable(
      String path,
      RowType rowType,
      List<String> partitionColumns,
      Map<String, String> properties,
      boolean createIfAbsent) {
    this(
        path,
        rowType,
        partitionColumns,
        new HashMap<>(NewTableProperties.withDefaults(properties)),
        createIfAbsent,
        false,
        false,
        null,
        UUID.randomUUID());
  }

  private SinkTable(
      String path,
      RowType rowType,
      List<String> partitionColumns,
      HashMap<String, String> properties,
      boolean createIfAbsent,
      boolean recordsProgress,
      boolean addsColumns,
      @Nullable Overwrite overwrite,
      UUID description) {
    this.path = path;
    this.rowType = rowType;
    this.partitionColumns = new ArrayList<>(partitionColumns);
    this.properties = properties;
    this.createIfAbsent = createIfAbsent;
    this.recordsProgress = recordsProgress;
    this.addsColumns = addsColumns;
    this.overwrite = overwrite;
    this.description = description;
  }

  /** The same table, with room for progress. */
  SinkTable recordingProgress() {
    return new SinkTable(
        path,
        rowType,
        partitionColumns,
        merged(properties, TableProgress.REQUIRED_PROPERTIES),
        createIfAbsent,
        true,
        addsColumns,
        overwrite,
        description);
  }

  /** The same table, which gets the columns and nested fields it lacks. */
  SinkTable addingColumns() {
    return new SinkTable(
        path,
        rowType,
        partitionColumns,
        merged(DeltaTable.EVOLVABLE_PROPERTIES, properties),
        createIfAbsent,
        recordsProgress,
        true,
        overwrite,
        description);
  }

  /** The same table, of which rows are replaced. */
  SinkTable overwriting(Overwrite statement) {
    return new SinkTable(
        path,
        rowType,
        partitionColumns,
        properties,
        createIfAbsent,
        recordsProgress,
        addsColumns,
        statement,
        description);
  }

  private static HashMap<String, String> merged(
      Map<String, String> defaults, Map<String, String> properties) {
    HashMap<String, String> merged = new HashMap<>(defaults);
    merged.putAll(properties);
    return merged;
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

  /** None if rows are appended. */
  Optional<Overwrite> overwrite() {
    return Optional.ofNullable(overwrite);
  }

  /** Tells this description from any other one, also of the same table. It is kept in the job. */
  UUID description() {
    return description;
  }

  DeltaTable at(DeltaEngine engine) {
    return DeltaTable.at(engine, path);
  }

  /**
   * The table's layout, creating the table if it is absent and may be created, and adding columns
   * and nested fields it lacks if they may be added.
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
    if (addsColumns) {
      StructType rows = DeltaTypes.toStructType(rowType);
      StructType widened = SchemaUnion.of(layout.schema(), rows);
      if (!widened.equals(layout.schema())) {
        requireFits(layout.partitionColumns(), widened);
        layout = WriteLayout.of(engine, new TableMetadata(engine, table).addFields(rows));
      }
    }
    requireFits(layout);
    return recordsProgress ? WriteLayout.of(engine, table.withProgress()) : layout;
  }

  /**
   * Looks whether the rows fit the table there is, and changes nothing.
   *
   * @return the table's version, if there is a table
   * @throws DeltaException if not
   */
  OptionalLong requireFits(DeltaEngine engine) {
    Optional<Snapshot> snapshot = at(engine).find();
    snapshot.ifPresent(found -> requireFits(engine, found));
    return snapshot.map(Snapshot::getVersion).map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  private void requireFits(DeltaEngine engine, Snapshot snapshot) {
    WriteLayout layout = WriteLayout.of(engine, snapshot);
    StructType columns =
        addsColumns
            ? SchemaUnion.of(layout.schema(), DeltaTypes.toStructType(rowType))
            : layout.schema();
    requireFits(layout.partitionColumns(), columns);
  }

  /**
   * Looks whether files written for one layout may be committed to another.
   *
   * @throws DeltaException if not
   */
  void requireFits(WriteLayout now, WriteLayout written) {
    requireFits(now);
    FileFields.of(rowType, now)
        .renamedIn(FileFields.of(rowType, written))
        .ifPresent(
            column -> {
              throw WriteErrors.columnRemapped(path, column);
            });
  }

  /**
   * @throws DeltaException if the job's rows do not fit the table
   */
  void requireFits(WriteLayout layout) {
    requireFits(layout.partitionColumns(), layout.schema());
  }

  private void requireFits(List<String> tablePartitioning, StructType tableSchema) {
    if (!tablePartitioning.equals(partitionColumns)) {
      throw WriteErrors.partitionMismatch(path, partitionColumns, tablePartitioning);
    }
    List<String> differences = SchemaFit.differences(rowType, tableSchema);
    if (!differences.isEmpty()) {
      throw WriteErrors.schemaMismatch(path, differences);
    }
  }
}
