package io.pinflow.delta.kernel;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.Row;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.TransactionImpl;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.tablefeatures.TableFeature;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.internal.util.ColumnMapping.ColumnMappingMode;
import io.delta.kernel.types.StructType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.Nullable;

/** What a writer has to know of a table: its columns, how they are named in files, statistics. */
public final class WriteLayout {

  /** Kernel knows them, but leaves to a writer of files what this connector does not do. */
  private static final List<TableFeature> NOT_WRITTEN =
      List.of(
          TableFeatures.MATERIALIZE_PARTITION_COLUMNS_W_FEATURE,
          TableFeatures.ICEBERG_COMPAT_V2_W_FEATURE,
          TableFeatures.ICEBERG_COMPAT_V3_W_FEATURE,
          TableFeatures.ALLOW_COLUMN_DEFAULTS_W_FEATURE);

  private final String tableId;
  private final StructType schema;
  private final StructType physicalSchema;
  private final List<String> partitionColumns;
  private final List<Column> statisticsColumns;
  private final Map<String, String> properties;

  private WriteLayout(Snapshot snapshot, List<Column> statisticsColumns) {
    Metadata metadata = snapshot.getMetadata();
    this.tableId = metadata.getId();
    this.schema = metadata.getSchema();
    this.physicalSchema = physicalSchema(metadata);
    this.partitionColumns = List.copyOf(snapshot.getPartitionColumnNames());
    this.statisticsColumns = statisticsColumns;
    this.properties = metadata.getConfiguration();
  }

  /**
   * @throws DeltaException if the table asks of its writers what this connector does not do
   */
  public static WriteLayout of(DeltaEngine engine, Snapshot snapshot) {
    Row state;
    try {
      state =
          snapshot
              .buildUpdateTableTransaction(DeltaTable.ENGINE_INFO, Operation.STREAMING_UPDATE)
              .build(engine.kernel())
              .getTransactionState(engine.kernel());
    } catch (KernelException e) {
      throw DeltaErrors.unsupportedFeature(snapshot.getPath(), e);
    }
    Protocol protocol = snapshot.getProtocol();
    for (TableFeature feature : NOT_WRITTEN) {
      if (protocol.supportsFeature(feature)) {
        throw WriteErrors.unsupportedWriterFeature(snapshot.getPath(), feature.featureName());
      }
    }
    return new WriteLayout(snapshot, TransactionImpl.getStatisticsColumns(state));
  }

  /** With field ids in either mapping mode: Kernel leaves them out of mode "name" (4.4.0). */
  private static StructType physicalSchema(Metadata metadata) {
    StructType schema = metadata.getSchema();
    return ColumnMapping.getColumnMappingMode(metadata.getConfiguration()) == ColumnMappingMode.NONE
        ? schema
        : ColumnMapping.convertToPhysicalSchema(schema, schema, ColumnMappingMode.ID);
  }

  /** Changes if the table is dropped and made anew. */
  public String tableId() {
    return tableId;
  }

  public StructType schema() {
    return schema;
  }

  /** As {@link #schema()}, field by field, with the names that the files use. */
  public StructType physicalSchema() {
    return physicalSchema;
  }

  public List<String> partitionColumns() {
    return partitionColumns;
  }

  /** Physical names. */
  public List<Column> statisticsColumns() {
    return statisticsColumns;
  }

  /** A table property, null if it is not set. */
  @Nullable
  public String property(String key) {
    return properties.get(key);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof WriteLayout)) {
      return false;
    }
    WriteLayout that = (WriteLayout) other;
    return tableId.equals(that.tableId)
        && schema.equals(that.schema)
        && partitionColumns.equals(that.partitionColumns)
        && properties.equals(that.properties);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tableId, partitionColumns);
  }
}
