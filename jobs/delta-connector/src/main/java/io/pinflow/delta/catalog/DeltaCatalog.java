package io.pinflow.delta.catalog;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.NewTableProperties;
import io.pinflow.delta.table.DeltaConnectorOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogDatabase;
import org.apache.flink.table.catalog.CatalogDatabaseImpl;
import org.apache.flink.table.catalog.CatalogPartition;
import org.apache.flink.table.catalog.CatalogPartitionImpl;
import org.apache.flink.table.catalog.CatalogPartitionSpec;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.TableChange;
import org.apache.flink.table.catalog.exceptions.DatabaseAlreadyExistException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotEmptyException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.PartitionNotExistException;
import org.apache.flink.table.catalog.exceptions.TableAlreadyExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.catalog.exceptions.TableNotPartitionedException;
import org.apache.flink.table.expressions.Expression;
import org.apache.flink.table.factories.Factory;

/**
 * The Delta tables under one folder; see {@link Warehouse} for which is which. Reads the storage
 * anew for every question and keeps nothing, so that what other engines do is seen at once.
 *
 * <p>DROP TABLE deletes the table's folder with its data, as there is nothing else to forget.
 */
final class DeltaCatalog extends FolderCatalog {

  private final Warehouse warehouse;
  private final Map<String, String> s3;

  /**
   * @param s3 {@link io.pinflow.delta.kernel.S3Options} for the commits of this catalog
   */
  DeltaCatalog(String name, Warehouse warehouse, Map<String, String> s3) {
    super(name, warehouse.defaultDatabase());
    this.warehouse = warehouse;
    this.s3 = s3;
  }

  @Override
  public void open() {
    warehouse.requireClearDefaultDatabase();
  }

  @Override
  public Optional<Factory> getFactory() {
    return Optional.of(new CatalogTableFactory(warehouse, s3));
  }

  @Override
  public List<String> listDatabases() {
    return warehouse.databases();
  }

  @Override
  public boolean databaseExists(String database) {
    return warehouse.hasDatabase(database);
  }

  @Override
  public CatalogDatabase getDatabase(String database) throws DatabaseNotExistException {
    requireDatabase(database);
    return new CatalogDatabaseImpl(Map.of(), warehouse.database(database).toString());
  }

  @Override
  public void createDatabase(String name, CatalogDatabase database, boolean ignoreIfExists)
      throws DatabaseAlreadyExistException {
    if (!database.getProperties().isEmpty()) {
      throw unsupported(
          "keep properties of the database '" + name + "'",
          "it is a folder. Leave out WITH (...).");
    }
    if (databaseExists(name)) {
      if (!ignoreIfExists) {
        throw new DatabaseAlreadyExistException(getName(), name);
      }
      return;
    }
    if (warehouse.hasTable(new ObjectPath(warehouse.defaultDatabase(), name))) {
      throw unsupported("create the database '" + name + "'", "its folder is a table.");
    }
    warehouse.createDatabase(name);
  }

  @Override
  public void dropDatabase(String name, boolean ignoreIfNotExists, boolean cascade)
      throws DatabaseNotExistException, DatabaseNotEmptyException {
    if (name.equals(warehouse.defaultDatabase())) {
      throw unsupported(
          "drop the database '" + name + "'", "it is the folder of the catalog itself.");
    }
    if (!databaseExists(name)) {
      if (!ignoreIfNotExists) {
        throw new DatabaseNotExistException(getName(), name);
      }
      return;
    }
    if (cascade) {
      for (String table : warehouse.tables(name)) {
        warehouse.deleteTable(new ObjectPath(name, table));
      }
    }
    // With CASCADE too: what is no table is none of a catalog's to delete.
    if (!warehouse.isEmpty(name)) {
      throw new DatabaseNotEmptyException(getName(), name);
    }
    warehouse.deleteDatabase(name);
  }

  @Override
  public List<String> listTables(String database) throws DatabaseNotExistException {
    requireDatabase(database);
    return warehouse.tables(database);
  }

  @Override
  public boolean tableExists(ObjectPath table) {
    return warehouse.hasTable(table);
  }

  @Override
  public CatalogBaseTable getTable(ObjectPath path) throws TableNotExistException {
    return inTable(path, snapshot -> TableDescription.of(snapshot, Map.of()));
  }

  /** The table as it was: FOR SYSTEM_TIME AS OF. */
  @Override
  public CatalogBaseTable getTable(ObjectPath path, long epochMillis)
      throws TableNotExistException {
    try (DeltaEngine engine = engine()) {
      requireTable(path);
      Snapshot snapshot = table(engine, path).atTimestamp(epochMillis);
      String versionAsOf = DeltaConnectorOptions.VERSION_AS_OF.key();
      return TableDescription.of(
          snapshot, Map.of(versionAsOf, Long.toString(snapshot.getVersion())));
    }
  }

  @Override
  public void createTable(ObjectPath path, CatalogBaseTable table, boolean ignoreIfExists)
      throws TableAlreadyExistException, DatabaseNotExistException {
    if (!(table instanceof ResolvedCatalogTable)) {
      throw unsupported(
          "keep '" + path + "'",
          "it keeps Delta tables only. Use CREATE TEMPORARY VIEW, which lasts for the session.");
    }
    requireDatabase(path.getDatabaseName());
    if (tableExists(path)) {
      if (!ignoreIfExists) {
        throw new TableAlreadyExistException(getName(), path);
      }
      return;
    }
    NewTable created = NewTable.of(path, (ResolvedCatalogTable) table);
    try (DeltaEngine engine = engine()) {
      table(engine, path)
          .createIfAbsent(
              created.columns(),
              created.partitionColumns(),
              NewTableProperties.withDefaults(created.properties()));
    }
  }

  @Override
  public void dropTable(ObjectPath path, boolean ignoreIfNotExists) throws TableNotExistException {
    if (tableExists(path)) {
      warehouse.deleteTable(path);
    } else if (!ignoreIfNotExists) {
      throw new TableNotExistException(getName(), path);
    }
  }

  @Override
  public void alterTable(
      ObjectPath path,
      CatalogBaseTable changed,
      List<TableChange> changes,
      boolean ignoreIfNotExists)
      throws TableNotExistException {
    if (!tableExists(path)) {
      if (!ignoreIfNotExists) {
        throw new TableNotExistException(getName(), path);
      }
      return;
    }
    TableChanges alteration = TableChanges.of(path, changes);
    try (DeltaEngine engine = engine()) {
      alteration.apply(engine, table(engine, path));
    }
  }

  @Override
  public List<CatalogPartitionSpec> listPartitions(ObjectPath path)
      throws TableNotExistException, TableNotPartitionedException {
    return listPartitions(path, new CatalogPartitionSpec(Map.of()));
  }

  @Override
  public List<CatalogPartitionSpec> listPartitions(ObjectPath path, CatalogPartitionSpec within)
      throws TableNotExistException, TableNotPartitionedException {
    requireTable(path);
    try (DeltaEngine engine = engine()) {
      DeltaTable table = table(engine, path);
      Snapshot snapshot = table.latest();
      if (snapshot.getPartitionColumnNames().isEmpty()) {
        throw new TableNotPartitionedException(getName(), path);
      }
      return TablePartitions.of(engine, table, snapshot).stream()
          .filter(values -> values.entrySet().containsAll(within.getPartitionSpec().entrySet()))
          .map(CatalogPartitionSpec::new)
          .collect(Collectors.toList());
    }
  }

  /** The planner then filters by itself. */
  @Override
  public List<CatalogPartitionSpec> listPartitionsByFilter(
      ObjectPath path, List<Expression> filters) {
    throw new UnsupportedOperationException("The source takes filters on partition columns");
  }

  @Override
  public boolean partitionExists(ObjectPath path, CatalogPartitionSpec partition) {
    try {
      return listPartitions(path, partition).contains(partition);
    } catch (TableNotExistException | TableNotPartitionedException e) {
      return false;
    }
  }

  @Override
  public CatalogPartition getPartition(ObjectPath path, CatalogPartitionSpec partition)
      throws PartitionNotExistException {
    if (!partitionExists(path, partition)) {
      throw new PartitionNotExistException(getName(), path, partition);
    }
    return new CatalogPartitionImpl(Map.of(), "");
  }

  private <T> T inTable(ObjectPath path, Function<Snapshot, T> read) throws TableNotExistException {
    try (DeltaEngine engine = engine()) {
      Optional<Snapshot> snapshot = table(engine, path).find();
      if (snapshot.isEmpty()) {
        throw new TableNotExistException(getName(), path);
      }
      return read.apply(snapshot.get());
    }
  }

  private DeltaEngine engine() {
    return DeltaEngine.create(Configuration.fromMap(s3));
  }

  private DeltaTable table(DeltaEngine engine, ObjectPath path) {
    return DeltaTable.at(engine, warehouse.table(path).toString());
  }

  private void requireDatabase(String name) throws DatabaseNotExistException {
    if (!databaseExists(name)) {
      throw new DatabaseNotExistException(getName(), name);
    }
  }

  private void requireTable(ObjectPath path) throws TableNotExistException {
    if (!tableExists(path)) {
      throw new TableNotExistException(getName(), path);
    }
  }
}
