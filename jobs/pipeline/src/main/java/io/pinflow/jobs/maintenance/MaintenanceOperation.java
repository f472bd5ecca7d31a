package io.pinflow.jobs.maintenance;

/** What can be done to a table, in the order in which it is done. */
public enum MaintenanceOperation {
  /** Small files are merged, deleted rows are left out. */
  COMPACT,
  /** A log checkpoint is written and the expired part of the log is deleted. */
  CHECKPOINT,
  /** Files that no version needs any more are deleted. */
  VACUUM
}
