package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates a table; of several writers that try at once, one does. */
final class TableCreation {

  private static final Logger LOG = LoggerFactory.getLogger(TableCreation.class);

  /** Kernel honours it but refuses to set it, as it does not drop old transactions itself. */
  static final String TRANSACTION_RETENTION = TableConfig.SET_TRANSACTION_RETENTION.getKey();

  private final DeltaEngine engine;
  private final DeltaTable table;

  TableCreation(DeltaEngine engine, DeltaTable table) {
    this.engine = engine;
    this.table = table;
  }

  Snapshot create(
      StructType schema, List<String> partitionColumns, Map<String, String> properties) {
    Map<String, String> settable = new HashMap<>(properties);
    Map<String, String> unsettable = new HashMap<>();
    String retention = settable.remove(TRANSACTION_RETENTION);
    if (retention != null) {
      unsettable.put(TRANSACTION_RETENTION, retention);
      requireInterval(retention);
    }
    try {
      TableManager.buildCreateTableTransaction(table.path(), schema, DeltaTable.ENGINE_INFO)
          .withDataLayoutSpec(layout(partitionColumns))
          .withTableProperties(settable)
          .withMaxRetries(0)
          .withCommitter(
              new MetadataRewrite(metadata -> metadata.withMergedConfiguration(unsettable)))
          .build(engine.kernel())
          .commit(engine.kernel(), CloseableIterable.emptyIterable());
      LOG.info("Created the Delta table {} partitioned by {}", table.path(), partitionColumns);
    } catch (RuntimeException e) {
      // Whatever went wrong: if there is a table now, another writer was faster, or the reply to
      // our own commit was lost.
      Optional<Snapshot> created = table.find();
      if (created.isEmpty()) {
        throw e;
      }
      LOG.info("Another writer created the Delta table {}", table.path());
      return created.get();
    }
    Snapshot created = table.latest();
    // The first: each builds on the one before.
    new Checksums(engine, table).write(created);
    return created;
  }

  private static DataLayoutSpec layout(List<String> partitionColumns) {
    return partitionColumns.isEmpty()
        ? DataLayoutSpec.noDataLayout()
        : DataLayoutSpec.partitioned(
            partitionColumns.stream().map(Column::new).collect(Collectors.toList()));
  }

  static void requireInterval(String retention) {
    try {
      if (TableConfig.SET_TRANSACTION_RETENTION
          .fromMetadata(Map.of(TRANSACTION_RETENTION, retention))
          .isPresent()) {
        return;
      }
    } catch (RuntimeException e) {
      throw DeltaErrors.invalidOption(TRANSACTION_RETENTION, retention, e.getMessage());
    }
    throw DeltaErrors.invalidOption(
        TRANSACTION_RETENTION, retention, "give an interval such as 'interval 30 days'.");
  }
}
