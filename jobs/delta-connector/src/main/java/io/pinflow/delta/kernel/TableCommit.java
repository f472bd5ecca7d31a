package io.pinflow.delta.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What one commit did to a table's rows and columns, by the log. Immutable. */
public final class TableCommit {

  private final long version;
  private final List<ScanFile> added;
  private final boolean removing;
  private final Optional<String> tableId;
  private final Optional<TableColumns> columns;

  TableCommit(
      long version,
      List<ScanFile> added,
      boolean removing,
      Optional<String> tableId,
      Optional<TableColumns> columns) {
    this.version = version;
    this.added = added;
    this.removing = removing;
    this.tableId = tableId;
    this.columns = columns;
  }

  public long version() {
    return version;
  }

  /**
   * The files it added with new rows, in the log's order; not those in which it only rearranged
   * rows that were there before, as a compaction does.
   */
  public List<ScanFile> added() {
    return added;
  }

  /** The same commit without the added files that are not wanted. */
  public TableCommit only(Predicate<ScanFile> wanted) {
    List<ScanFile> files = added.stream().filter(wanted).collect(Collectors.toList());
    return new TableCommit(version, files, removing, tableId, columns);
  }

  /** Whether it removed rows: whole files of them, or some by a deletion vector. */
  public boolean isRemoving() {
    return removing;
  }

  /** The table's id, if the commit sets the table's metadata. */
  public Optional<String> tableId() {
    return tableId;
  }

  /** The table's columns from this version on, if the commit sets the table's metadata. */
  public Optional<TableColumns> columns() {
    return columns;
  }
}
