package io.pinflow.delta.maintenance;

import java.time.Duration;

/** What a log checkpoint did. Immutable. */
public final class CheckpointResult {

  private final String tablePath;
  private final long version;
  private final boolean written;
  private final int logFilesBefore;
  private final int logFilesAfter;
  private final Duration duration;

  CheckpointResult(
      String tablePath,
      long version,
      boolean written,
      int logFilesBefore,
      int logFilesAfter,
      Duration duration) {
    this.tablePath = tablePath;
    this.version = version;
    this.written = written;
    this.logFilesBefore = logFilesBefore;
    this.logFilesAfter = logFilesAfter;
    this.duration = duration;
  }

  public String tablePath() {
    return tablePath;
  }

  /** The version which now has a log checkpoint. */
  public long version() {
    return version;
  }

  /** False if it had one before. */
  public boolean isWritten() {
    return written;
  }

  /** Files of commits and log checkpoints. */
  public int logFilesBefore() {
    return logFilesBefore;
  }

  public int logFilesAfter() {
    return logFilesAfter;
  }

  public Duration duration() {
    return duration;
  }

  @Override
  public String toString() {
    return String.format(
        "%s: version %d%s, %d log files -> %d, %d ms",
        tablePath,
        version,
        written ? "" : " (had one)",
        logFilesBefore,
        logFilesAfter,
        duration.toMillis());
  }
}
