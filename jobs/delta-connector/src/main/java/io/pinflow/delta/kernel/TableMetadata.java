package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.internal.util.ColumnMapping.ColumnMappingMode;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Changes what a table says of itself: its columns and its properties. Each change is one commit;
 * one that the table already has is none. Any number of writers may do so at once.
 */
public final class TableMetadata {

  private static final String ADDED = "Added columns to";
  private static final String CHANGED = "Changed properties of";

  /** They steer writers and cleaning; nothing in the files depends on them. */
  private static final SortedSet<String> REMOVABLE =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(
              List.of(
                  "delta.appendOnly",
                  "delta.checkpointInterval",
                  "delta.dataSkippingNumIndexedCols",
                  "delta.dataSkippingStatsColumns",
                  "delta.deletedFileRetentionDuration",
                  "delta.enableExpiredLogCleanup",
                  "delta.isolationLevel",
                  "delta.logRetentionDuration",
                  "delta.randomizeFilePrefixes",
                  TableCreation.TRANSACTION_RETENTION,
                  "delta.targetFileSize",
                  "delta.tuneFileSizesForRewrites")));

  private final DeltaEngine engine;
  private final DeltaTable table;

  public TableMetadata(DeltaEngine engine, DeltaTable table) {
    this.engine = engine;
    this.table = table;
  }

  /**
   * Adds nullable columns behind the present ones. Rows which are there have null in them.
   *
   * @return the newest snapshot
   * @throws DeltaException if a column is NOT NULL, or the table has one of that name already and
   *     of another type
   */
  public Snapshot addColumns(List<StructField> columns) {
    for (StructField column : columns) {
      if (!column.isNullable()) {
        throw DefinitionErrors.addedColumnNotNull(table.path(), column.getName());
      }
    }
    return widen(
        metadata -> {
          columns.forEach(column -> requireFree(metadata.getSchema(), column));
          return widened(metadata, new StructType(columns));
        });
  }

  /**
   * Adds the columns of rows which the table lacks, and the fields which its nested columns lack,
   * as {@link SchemaUnion} does. Rows which are there have null in them.
   *
   * @return the newest snapshot
   */
  public Snapshot addFields(StructType rows) {
    return widen(metadata -> widened(metadata, rows));
  }

  /** Whatever another writer has added in the meantime is looked at again. */
  private Snapshot widen(Function<Metadata, StructType> widened) {
    Predicate<Snapshot> isDone =
        snapshot ->
            widened.apply(snapshot.getMetadata()).equals(snapshot.getMetadata().getSchema());
    TableAlteration alteration =
        isMapped(table.latest().getMetadata())
            ? new TableAlteration(
                ADDED,
                isDone,
                (snapshot, transaction) ->
                    transaction.withUpdatedSchema(widened.apply(snapshot.getMetadata())))
            : new TableAlteration(
                ADDED,
                isDone.or(
                    snapshot -> {
                      requireTypes(snapshot, widened.apply(snapshot.getMetadata()));
                      return false;
                    }),
                new MetadataRewrite(metadata -> metadata.withNewSchema(widened.apply(metadata))));
    return alteration.apply(engine, table);
  }

  /**
   * Sets table properties.
   *
   * @return the newest snapshot
   * @throws RuntimeException if Kernel does not know a property or its value
   */
  public Snapshot setProperties(Map<String, String> properties) {
    Map<String, String> settable = new HashMap<>(properties);
    String retention = settable.remove(TableCreation.TRANSACTION_RETENTION);
    if (retention != null) {
      TableCreation.requireInterval(retention);
      Map<String, String> unsettable = Map.of(TableCreation.TRANSACTION_RETENTION, retention);
      new TableAlteration(
              CHANGED,
              snapshot -> has(snapshot, unsettable),
              new MetadataRewrite(metadata -> metadata.withMergedConfiguration(unsettable)))
          .apply(engine, table);
    }
    return new TableAlteration(
            CHANGED,
            snapshot -> has(snapshot, settable),
            (snapshot, transaction) -> transaction.withTablePropertiesAdded(settable))
        .apply(engine, table);
  }

  /**
   * Removes table properties, so that Delta's defaults hold again.
   *
   * @return the newest snapshot
   * @throws DeltaException for a property which the meaning of the table's files hangs on
   */
  public Snapshot removeProperties(Set<String> keys) {
    keys.stream()
        .filter(key -> !REMOVABLE.contains(key))
        .sorted()
        .findFirst()
        .ifPresent(
            key -> {
              throw DefinitionErrors.propertyNotRemovable(table.path(), key, REMOVABLE);
            });
    return new TableAlteration(
            CHANGED,
            snapshot ->
                keys.stream().noneMatch(snapshot.getMetadata().getConfiguration()::containsKey),
            new MetadataRewrite(metadata -> metadata.withConfigurationKeysUnset(keys)))
        .apply(engine, table);
  }

  private static boolean has(Snapshot snapshot, Map<String, String> properties) {
    return snapshot.getMetadata().getConfiguration().entrySet().containsAll(properties.entrySet());
  }

  private static boolean isMapped(Metadata metadata) {
    return ColumnMapping.getColumnMappingMode(metadata.getConfiguration())
        != ColumnMappingMode.NONE;
  }

  /** Kernel sees to it for a table with column mapping. */
  private void requireTypes(Snapshot snapshot, StructType schema) {
    boolean hasNtz = snapshot.getProtocol().supportsFeature(TableFeatures.TIMESTAMP_NTZ_RW_FEATURE);
    if (!hasNtz && containsNtz(schema)) {
      throw WriteErrors.unsupportedWriterFeature(
          table.path(), TableFeatures.TIMESTAMP_NTZ_RW_FEATURE.featureName());
    }
  }

  private static boolean containsNtz(DataType type) {
    if (type instanceof ArrayType) {
      return containsNtz(((ArrayType) type).getElementType());
    } else if (type instanceof MapType) {
      return containsNtz(((MapType) type).getKeyType())
          || containsNtz(((MapType) type).getValueType());
    } else if (type instanceof StructType) {
      return ((StructType) type).fields().stream().anyMatch(f -> containsNtz(f.getDataType()));
    }
    return type instanceof TimestampNTZType;
  }

  private static StructType widened(Metadata metadata, StructType rows) {
    UnaryOperator<StructField> identify =
        isMapped(metadata) ? new NewColumns(metadata)::identify : UnaryOperator.identity();
    return SchemaUnion.of(metadata.getSchema(), rows, identify);
  }

  /** Unless it is the very column; Delta's names differ by more than their case. */
  private void requireFree(StructType schema, StructField column) {
    schema.fields().stream()
        .filter(field -> field.getName().equalsIgnoreCase(column.getName()))
        .filter(
            field ->
                !field.getName().equals(column.getName())
                    || !field.getDataType().equivalent(column.getDataType()))
        .findFirst()
        .ifPresent(
            field -> {
              throw DefinitionErrors.columnExists(
                  table.path(), column.getName(), field.getName(), field.getDataType());
            });
  }
}
