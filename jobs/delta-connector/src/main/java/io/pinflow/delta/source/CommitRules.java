package io.pinflow.delta.source;

import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.ReadErrors;
import io.pinflow.delta.kernel.ScanFile;
import io.pinflow.delta.kernel.TableColumns;
import io.pinflow.delta.kernel.TableCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which commits a continuous read may go on with: those that only add rows, unless others are
 * ignored, to a table that still has the columns which are read.
 */
final class CommitRules {

  private final String tablePath;
  private final ContinuousRead read;
  private final List<ScanColumn> columns;
  private final Set<String> partitionColumns;

  /**
   * @param columns which are read
   */
  CommitRules(String tablePath, ContinuousRead read, List<ScanColumn> columns) {
    this.tablePath = tablePath;
    this.read = read;
    this.columns = columns;
    this.partitionColumns = Set.copyOf(read.partitionColumns().values());
  }

  /**
   * @throws DeltaException if the commit must not be read, or not as the commits before it
   */
  void require(TableCommit commit) {
    if (commit.isRemoving()) {
      boolean change = !commit.added().isEmpty();
      if (change && !read.ignoresChanges()) {
        throw ReadErrors.rowsChanged(tablePath, commit.version());
      }
      if (!change && !read.ignoresDeletes()) {
        throw ReadErrors.rowsDeleted(tablePath, commit.version());
      }
    }
    // What the schema was before it became the one which is read does not matter: data files are
    // read by it, columns they lack as null.
    if (commit.version() > read.schemaVersion()) {
      commit.tableId().ifPresent(this::requireSameTable);
      commit.columns().ifPresent(now -> requireSameColumns(commit.version(), now));
    }
    for (ScanFile file : commit.added()) {
      Set<String> actual = file.partitionValues().keySet();
      if (!actual.equals(partitionColumns)) {
        throw ReadErrors.otherPartitioning(tablePath, commit.version(), actual, partitionColumns);
      }
    }
  }

  private void requireSameTable(String id) {
    if (!id.equals(read.tableId())) {
      throw DeltaErrors.tableReplaced(tablePath, read.tableId(), id);
    }
  }

  private void requireSameColumns(long version, TableColumns now) {
    List<String> differences = new ArrayList<>();
    for (ScanColumn column : columns) {
      if (now.schema().indexOf(column.name()) < 0) {
        differences.add(String.format("column '%s' is gone", column.name()));
        continue;
      }
      ScanColumn found = new ScanColumns(tablePath, now).of(List.of(column.name())).get(0);
      ColumnChange.between(column, found).ifPresent(differences::add);
    }
    if (!differences.isEmpty()) {
      throw ReadErrors.schemaChanged(tablePath, version, differences);
    }
  }
}
