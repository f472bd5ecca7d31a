package io.pinflow.delta.sink;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the commit operator counts. */
final class CommitMetrics {

  private final Counter commits;
  private final Counter files;
  private final Counter rows;
  private final Counter retries;
  private final Counter alreadyCommitted;
  private volatile long lastVersion = -1;
  private volatile long lastMillis;

  CommitMetrics(MetricGroup group) {
    this.commits = group.counter("deltaCommits");
    this.files = group.counter("deltaCommittedFiles");
    this.rows = group.counter("deltaCommittedRows");
    this.retries = group.counter("deltaCommitRetries");
    this.alreadyCommitted = group.counter("deltaCommitsAlreadyInTable");
    group.gauge("deltaTableVersion", () -> lastVersion);
    group.gauge("deltaLastCommitMillis", () -> lastMillis);
  }

  void committed(long version, int fileCount, long rowCount, long millis) {
    commits.inc();
    files.inc(fileCount);
    rows.inc(rowCount);
    lastVersion = version;
    lastMillis = millis;
  }

  void retried() {
    retries.inc();
  }

  void alreadyCommitted() {
    alreadyCommitted.inc();
  }
}
