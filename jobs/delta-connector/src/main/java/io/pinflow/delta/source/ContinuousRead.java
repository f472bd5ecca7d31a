package io.pinflow.delta.source;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** From where on a table's commits are read, how often they are looked for, and which are taken. */
final class ContinuousRead implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String tableId;
  private final HashMap<String, String> partitionColumns;
  private final long schemaVersion;
  private final long firstVersion;
  private final boolean wholeTableFirst;
  private final Duration interval;
  private final Duration delay;
  private final boolean ignoreDeletes;
  private final boolean ignoreChanges;

  ContinuousRead(
      String tableId,
      Map<String, String> partitionColumns,
      long schemaVersion,
      long firstVersion,
      boolean wholeTableFirst,
      Duration interval,
      Duration delay,
      boolean ignoreDeletes,
      boolean ignoreChanges) {
    this.tableId = tableId;
    this.partitionColumns = new HashMap<>(partitionColumns);
    this.schemaVersion = schemaVersion;
    this.firstVersion = firstVersion;
    this.wholeTableFirst = wholeTableFirst;
    this.interval = interval;
    this.delay = delay;
    this.ignoreDeletes = ignoreDeletes;
    this.ignoreChanges = ignoreChanges;
  }

  /** The table's own id: another table at the same path has another. */
  String tableId() {
    return tableId;
  }

  /** All of the table's partition columns: the name in partition values by that in the schema. */
  Map<String, String> partitionColumns() {
    return partitionColumns;
  }

  /** The version whose schema the columns were taken from. */
  long schemaVersion() {
    return schemaVersion;
  }

  /** The first version of which the commit is read. */
  long firstVersion() {
    return firstVersion;
  }

  /** Whether the snapshot before {@link #firstVersion} is read first. */
  boolean wholeTableFirst() {
    return wholeTableFirst;
  }

  /** From one look for new commits to the next. */
  Duration interval() {
    return interval;
  }

  /** Before the first look for new commits. */
  Duration delay() {
    return delay;
  }

  boolean ignoresDeletes() {
    return ignoreDeletes || ignoreChanges;
  }

  boolean ignoresChanges() {
    return ignoreChanges;
  }
}
