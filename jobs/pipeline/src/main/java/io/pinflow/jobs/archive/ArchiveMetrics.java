package io.pinflow.jobs.archive;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a committer of the archive counts and shows, since the start of its task.
 *
 * <p>It is called with every checkpoint, also where there is no object to be made visible: so the
 * time since the last call grows while checkpoints or commits fail, and not while no records come.
 *
 * <p>Written by the task's thread alone; reporters read it from others.
 */
final class ArchiveMetrics {

  private final Clock clock;
  private final Counter commits;
  private final Counter objects;
  private final Counter bytes;
  private volatile long upToDateAt;
  private volatile long lastMillis;

  ArchiveMetrics(MetricGroup group, Clock clock) {
    this.clock = clock;
    this.commits = group.counter("archiveCommits");
    this.objects = group.counter("archiveCommittedObjects");
    this.bytes = group.counter("archiveCommittedBytes");
    this.upToDateAt = clock.millis();
    group.gauge("archiveLastCommitMillis", () -> lastMillis);
    group.gauge(
        "archiveSecondsSinceLastCommit",
        () -> Duration.ofMillis(clock.millis() - upToDateAt).toSeconds());
  }

  /** All that is part of a checkpoint has been made visible, within some time. */
  void committed(List<FileSinkCommittable> files, Duration took) {
    long visible = 0;
    for (FileSinkCommittable file : files) {
      if (file.hasPendingFile()) {
        visible++;
        bytes.inc(Math.max(0, file.getPendingFile().getSize()));
      }
    }
    if (visible > 0) {
      commits.inc();
      objects.inc(visible);
      lastMillis = took.toMillis();
    }
    upToDateAt = clock.millis();
  }
}
