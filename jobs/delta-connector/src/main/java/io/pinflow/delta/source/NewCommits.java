package io.pinflow.delta.source;

import io.pinflow.delta.kernel.ScanFile;
import io.pinflow.delta.kernel.TableCommit;
import java.util.List;

/** What one look at a table's log found. */
final class NewCommits {

  private final long from;
  private final List<TableCommit> commits;
  private final boolean complete;
  private final long newestVersion;

  /**
   * @param from the version which was looked for first
   * @param commits of the versions from there on, without a gap
   * @param complete whether there were no more
   * @param newestVersion of the table, as far as is known
   */
  NewCommits(long from, List<TableCommit> commits, boolean complete, long newestVersion) {
    this.from = from;
    this.commits = commits;
    this.complete = complete;
    this.newestVersion = newestVersion;
  }

  long from() {
    return from;
  }

  /** The version to look for next. */
  long next() {
    return from + commits.size();
  }

  List<TableCommit> commits() {
    return commits;
  }

  boolean isComplete() {
    return complete;
  }

  long newestVersion() {
    return newestVersion;
  }

  int files() {
    return commits.stream().mapToInt(commit -> commit.added().size()).sum();
  }

  long bytes() {
    return commits.stream()
        .flatMap(commit -> commit.added().stream())
        .mapToLong(ScanFile::size)
        .sum();
  }
}
