package io.pinflow.delta.maintenance;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/** What a compaction did. Immutable. */
public final class CompactionResult {

  private final String tablePath;
  private final int groups;
  private final int commits;
  private final int conflicts;
  private final long filesBefore;
  private final long filesAfter;
  private final long bytesBefore;
  private final long bytesAfter;
  private final long rows;
  private final Duration duration;

  private CompactionResult(String tablePath, List<GroupOutcome> outcomes, Duration duration) {
    this.tablePath = tablePath;
    this.groups = outcomes.size();
    this.commits = (int) outcomes.stream().filter(GroupOutcome::isCommitted).count();
    this.conflicts = outcomes.stream().mapToInt(GroupOutcome::conflicts).sum();
    this.filesBefore = sumOfCommitted(outcomes, GroupOutcome::filesBefore);
    this.filesAfter = sumOfCommitted(outcomes, GroupOutcome::filesAfter);
    this.bytesBefore = sumOfCommitted(outcomes, GroupOutcome::bytesBefore);
    this.bytesAfter = sumOfCommitted(outcomes, GroupOutcome::bytesAfter);
    this.rows = sumOfCommitted(outcomes, GroupOutcome::rows);
    this.duration = duration;
  }

  public static CompactionResult of(
      String tablePath, List<GroupOutcome> outcomes, Duration duration) {
    return new CompactionResult(tablePath, outcomes, duration);
  }

  private static long sumOfCommitted(
      List<GroupOutcome> outcomes, ToLongFunction<GroupOutcome> value) {
    return outcomes.stream().filter(GroupOutcome::isCommitted).mapToLong(value).sum();
  }

  public String tablePath() {
    return tablePath;
  }

  /** Groups that were planned. */
  public int groups() {
    return groups;
  }

  /** Groups that were committed; the others lost their files to another writer. */
  public int commits() {
    return commits;
  }

  /** How often another writer was in the way. */
  public int conflicts() {
    return conflicts;
  }

  /** Files that were replaced. */
  public long filesBefore() {
    return filesBefore;
  }

  /** Files that replaced them. */
  public long filesAfter() {
    return filesAfter;
  }

  /** Size of the replaced files. They stay on the storage until a vacuum. */
  public long bytesBefore() {
    return bytesBefore;
  }

  public long bytesAfter() {
    return bytesAfter;
  }

  /** Rows written anew. */
  public long rows() {
    return rows;
  }

  public Duration duration() {
    return duration;
  }

  @Override
  public String toString() {
    return String.format(
        "%s: %d files -> %d, %d bytes -> %d, %d rows, %d of %d groups committed, %d conflicts, %d ms",
        tablePath,
        filesBefore,
        filesAfter,
        bytesBefore,
        bytesAfter,
        rows,
        commits,
        groups,
        conflicts,
        duration.toMillis());
  }
}
