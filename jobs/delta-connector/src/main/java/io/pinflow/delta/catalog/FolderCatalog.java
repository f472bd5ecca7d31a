package io.pinflow.delta.catalog;

import io.pinflow.delta.kernel.DefinitionErrors;
import io.pinflow.delta.kernel.DeltaException;
import java.util.List;
import org.apache.flink.table.catalog.AbstractCatalog;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogDatabase;
import org.apache.flink.table.catalog.CatalogFunction;
import org.apache.flink.table.catalog.CatalogPartition;
import org.apache.flink.table.catalog.CatalogPartitionSpec;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.FunctionNotExistException;
import org.apache.flink.table.catalog.stats.CatalogColumnStatistics;
import org.apache.flink.table.catalog.stats.CatalogTableStatistics;

/**
 * What a catalog that keeps nothing but folders of tables has nothing for: functions, views,
 * statistics of its own, partitions without files.
 */
abstract class FolderCatalog extends AbstractCatalog {

  private static final String NO_STATISTICS = "the files' statistics in the log are the table's.";
  private static final String NO_PARTITIONS =
      "a partition is there as long as it has rows. Use INSERT.";
  private static final String NO_FUNCTIONS =
      "it keeps tables only. Use CREATE TEMPORARY FUNCTION, which lasts for the session.";

  FolderCatalog(String name, String defaultDatabase) {
    super(name, defaultDatabase);
  }

  @Override
  public void open() {}

  @Override
  public void close() {}

  @Override
  public void alterDatabase(String name, CatalogDatabase database, boolean ignoreIfNotExists) {
    throw unsupported("alter the database '" + name + "'", "a folder has no properties.");
  }

  @Override
  public List<String> listViews(String database) {
    return List.of();
  }

  @Override
  public void renameTable(ObjectPath table, String newName, boolean ignoreIfNotExists) {
    throw unsupported(
        "rename '" + table + "'",
        "its name is its folder, which jobs may be writing to. Copy it with CREATE TABLE AS.");
  }

  @Override
  public void alterTable(ObjectPath table, CatalogBaseTable to, boolean ignoreIfNotExists) {
    throw unsupported("replace the definition of '" + table + "'", "only named changes are safe.");
  }

  @Override
  public void createPartition(
      ObjectPath table,
      CatalogPartitionSpec partition,
      CatalogPartition definition,
      boolean ignoreIfExists) {
    throw unsupported("add a partition to '" + table + "'", NO_PARTITIONS);
  }

  @Override
  public void dropPartition(
      ObjectPath table, CatalogPartitionSpec partition, boolean ignoreIfNotExists) {
    throw unsupported("drop a partition of '" + table + "'", "the connector only appends.");
  }

  @Override
  public void alterPartition(
      ObjectPath table,
      CatalogPartitionSpec partition,
      CatalogPartition definition,
      boolean ignoreIfNotExists) {
    throw unsupported("alter a partition of '" + table + "'", NO_PARTITIONS);
  }

  @Override
  public List<String> listFunctions(String database) {
    return List.of();
  }

  @Override
  public CatalogFunction getFunction(ObjectPath function) throws FunctionNotExistException {
    throw new FunctionNotExistException(getName(), function);
  }

  @Override
  public boolean functionExists(ObjectPath function) {
    return false;
  }

  @Override
  public void createFunction(
      ObjectPath function, CatalogFunction definition, boolean ignoreIfExists) {
    throw unsupported("keep the function '" + function + "'", NO_FUNCTIONS);
  }

  @Override
  public void alterFunction(
      ObjectPath function, CatalogFunction definition, boolean ignoreIfNotExists) {
    throw unsupported("alter the function '" + function + "'", NO_FUNCTIONS);
  }

  @Override
  public void dropFunction(ObjectPath function, boolean ignoreIfNotExists)
      throws FunctionNotExistException {
    if (!ignoreIfNotExists) {
      throw new FunctionNotExistException(getName(), function);
    }
  }

  /** The planner asks the table's source, which reads the log anyway and knows the filter. */
  @Override
  public CatalogTableStatistics getTableStatistics(ObjectPath table) {
    return CatalogTableStatistics.UNKNOWN;
  }

  @Override
  public CatalogColumnStatistics getTableColumnStatistics(ObjectPath table) {
    return CatalogColumnStatistics.UNKNOWN;
  }

  @Override
  public CatalogTableStatistics getPartitionStatistics(
      ObjectPath table, CatalogPartitionSpec partition) {
    return CatalogTableStatistics.UNKNOWN;
  }

  @Override
  public CatalogColumnStatistics getPartitionColumnStatistics(
      ObjectPath table, CatalogPartitionSpec partition) {
    return CatalogColumnStatistics.UNKNOWN;
  }

  @Override
  public void alterTableStatistics(
      ObjectPath table, CatalogTableStatistics statistics, boolean ignoreIfNotExists) {
    throw unsupported("keep statistics of '" + table + "'", NO_STATISTICS);
  }

  @Override
  public void alterTableColumnStatistics(
      ObjectPath table, CatalogColumnStatistics statistics, boolean ignoreIfNotExists) {
    throw unsupported("keep statistics of '" + table + "'", NO_STATISTICS);
  }

  @Override
  public void alterPartitionStatistics(
      ObjectPath table,
      CatalogPartitionSpec partition,
      CatalogTableStatistics statistics,
      boolean ignoreIfNotExists) {
    throw unsupported("keep statistics of '" + table + "'", NO_STATISTICS);
  }

  @Override
  public void alterPartitionColumnStatistics(
      ObjectPath table,
      CatalogPartitionSpec partition,
      CatalogColumnStatistics statistics,
      boolean ignoreIfNotExists) {
    throw unsupported("keep statistics of '" + table + "'", NO_STATISTICS);
  }

  static DeltaException unsupported(String operation, String reason) {
    return DefinitionErrors.notInCatalog(operation, reason);
  }
}
