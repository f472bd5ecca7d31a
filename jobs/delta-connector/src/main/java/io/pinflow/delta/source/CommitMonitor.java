package io.pinflow.delta.source;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.CommitLog;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.ReadErrors;
import io.pinflow.delta.kernel.ScanFile;
import io.pinflow.delta.kernel.TableCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;

/**
 * Looks into a table's log for commits from some version on. Used by one thread at a time.
 *
 * <p>A look asks for the next version alone. That it is not there may also mean that it was there
 * and has been cleaned, or that another table was made at the path: at the first look, and then
 * every ten minutes, the log is listed to tell.
 */
final class CommitMonitor {

  /** Bounds what one look holds in memory, and for how long; it always takes whole commits. */
  static final int FILES_PER_LOOK = 1_000;

  static final int COMMITS_PER_LOOK = 200;

  private static final long LISTING_INTERVAL_NANOS = Duration.ofMinutes(10).toNanos();

  private final String tablePath;
  private final String tableId;
  private final CommitRules rules;
  private final Predicate<ScanFile> wanted;
  private final Configuration configuration;
  private boolean listed;
  private long listedAt;
  private long newestVersion;

  /**
   * @param tableId of the table whose commits are wanted
   * @param wanted which of the files they add are
   */
  CommitMonitor(
      String tablePath,
      String tableId,
      CommitRules rules,
      Predicate<ScanFile> wanted,
      Configuration configuration) {
    this.tablePath = tablePath;
    this.tableId = tableId;
    this.rules = rules;
    this.wanted = wanted;
    this.configuration = configuration;
  }

  /**
   * The commits from a version on, as many as there are and one look takes.
   *
   * @throws DeltaException if that version can no longer be read, or a commit must not be
   */
  NewCommits look(long from) {
    try (DeltaEngine engine = DeltaEngine.create(configuration)) {
      CommitLog log = CommitLog.of(engine, tablePath);
      if (!listed || System.nanoTime() - listedAt > LISTING_INTERVAL_NANOS) {
        newestVersion = requireReadableFrom(engine, log, from);
        listed = true;
        listedAt = System.nanoTime();
      }
      List<TableCommit> commits = new ArrayList<>();
      boolean complete = false;
      int files = 0;
      while (!complete && files < FILES_PER_LOOK && commits.size() < COMMITS_PER_LOOK) {
        Optional<TableCommit> read = log.read(from + commits.size());
        read.ifPresent(rules::require);
        Optional<TableCommit> commit = read.map(found -> found.only(wanted));
        commit.ifPresent(commits::add);
        files += commit.map(found -> found.added().size()).orElse(0);
        complete = commit.isEmpty();
      }
      newestVersion = Math.max(newestVersion, from + commits.size() - 1);
      return new NewCommits(from, commits, complete, newestVersion);
    }
  }

  private long requireReadableFrom(DeltaEngine engine, CommitLog log, long from) {
    Snapshot newest = DeltaTable.at(engine, tablePath).latest();
    String actualId = newest.getMetadata().getId();
    if (!actualId.equals(tableId)) {
      throw DeltaErrors.tableReplaced(tablePath, tableId, actualId);
    }
    if (newest.getVersion() < from - 1) {
      throw ReadErrors.tableRolledBack(tablePath, from - 1, newest.getVersion());
    }
    if (newest.getVersion() >= from) {
      long earliest = log.earliestVersion();
      if (earliest > from) {
        throw ReadErrors.commitsCleaned(tablePath, from, earliest);
      }
    }
    return newest.getVersion();
  }
}
