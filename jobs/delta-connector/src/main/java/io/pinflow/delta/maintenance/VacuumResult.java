package io.pinflow.delta.maintenance;

import java.time.Duration;
import java.util.List;

/** What a vacuum deleted, or would delete. Immutable. */
public final class VacuumResult {

  private final String tablePath;
  private final boolean dryRun;
  private final Duration retention;
  private final List<String> paths;
  private final long bytes;
  private final int filesBefore;
  private final Duration duration;

  VacuumResult(
      String tablePath,
      boolean dryRun,
      Duration retention,
      List<String> paths,
      long bytes,
      int filesBefore,
      Duration duration) {
    this.tablePath = tablePath;
    this.dryRun = dryRun;
    this.retention = retention;
    this.paths = List.copyOf(paths);
    this.bytes = bytes;
    this.filesBefore = filesBefore;
    this.duration = duration;
  }

  public String tablePath() {
    return tablePath;
  }

  /** Whether nothing was deleted in truth. */
  public boolean isDryRun() {
    return dryRun;
  }

  public Duration retention() {
    return retention;
  }

  /** The deleted files, relative to the table's root. */
  public List<String> paths() {
    return paths;
  }

  /** Size of the deleted files. */
  public long bytes() {
    return bytes;
  }

  /** Files below the table's root that are not hidden, whether needed or not. */
  public int filesBefore() {
    return filesBefore;
  }

  public int filesAfter() {
    return filesBefore - (dryRun ? 0 : paths.size());
  }

  public Duration duration() {
    return duration;
  }

  @Override
  public String toString() {
    return String.format(
        "%s: %s %d of %d files, %d bytes, unused for %s, %d ms",
        tablePath,
        dryRun ? "would delete" : "deleted",
        paths.size(),
        filesBefore,
        bytes,
        retention,
        duration.toMillis());
  }
}
