package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.schema.RecordKind;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of the jobs on a cluster, as a reporter and the REST API show them. */
@ExtendWith(SharedBroker.class)
class MetricsIT {

  private static final JobMetrics METRICS = new JobMetrics();
  private static final int POSTS = 40;

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(
          2,
          METRICS.addTo(
              new Configuration()
                  .set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(100))));

  @TempDir private Path folder;
  private final String prefix = "metrics-" + UUID.randomUUID();
  private KafkaTopics topics;
  private RunningJob job;

  @BeforeEach
  void sendRecords(KafkaBroker broker) throws ExecutionException, InterruptedException {
    topics = KafkaTopics.create(broker, topic("pin"), topic("geo"), topic("user"));
    for (RecordKind kind : RecordKind.values()) {
      topics.send(topic(kind.id()), Posts.of(kind, 0, POSTS));
      topics.send(topic(kind.id()), Posts.of(kind, 0, POSTS / 2));
      topics.send(topic(kind.id()), BadRecords.of(kind));
    }
  }

  @AfterEach
  void stop() throws ExecutionException, InterruptedException {
    if (job != null) {
      job.cancelIfRunning();
    }
    topics.close();
  }

  @Test
  void theJobsHaveExactlyTheMetricsWhichAreDocumented() throws Exception {
    Set<List<String>> registered = new HashSet<>();

    clean("lake", "1 h");
    registered.addAll(METRICS.registered(job.id()));
    clean("repeating", "off");
    registered.addAll(METRICS.registered(job.id()));
    archive();
    registered.addAll(METRICS.registered(job.id()));
    job = RunningJob.start(new MaintenanceJob(), METRICS, null, "--table-root", folderOf("lake"));
    job.awaitFinished();
    registered.addAll(METRICS.registered(job.id()));

    Set<String> streams = Set.of(topic("pin"), topic("geo"), topic("user"));
    assertThat(DocumentedMetrics.generalized(registered, streams))
        .containsExactlyInAnyOrderElementsOf(DocumentedMetrics.read());
  }

  @Test
  void everyRecordIsCountedOnceAndEveryRowIsInACommit() throws Exception {
    clean("lake", "1 h");

    for (RecordKind kind : RecordKind.values()) {
      long bad = BadRecords.of(kind).size();
      assertThat(job.counts())
          .containsEntry(kind.id() + ".received", POSTS + POSTS / 2 + bad)
          .containsEntry(kind.id() + ".clean", (long) POSTS)
          .containsEntry(kind.id() + ".duplicate", POSTS / 2L)
          .containsEntry(kind.id() + ".quarantined", bad);
      assertThat(sum(kind.id() + "\\.failure\\..+")).isEqualTo(bad);
      assertThat(sum("table\\." + kind.tableName() + "\\.deltaCommittedRows")).isEqualTo(POSTS);
    }
    assertThat(sum("table\\.quarantine\\.deltaCommittedRows")).isEqualTo(job.total("quarantined"));
    assertThat(sum("pin\\.rule\\.follower-count\\.suffix")).isEqualTo(POSTS + POSTS / 2);
  }

  @Test
  void aRunningJobTellsOfItsCommitsThroughFlinksRestApi(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    job = startCleaning("lake", "1 h");
    String table = "table.pin_table.";
    job.awaitTrue(
        "all pins to be committed",
        () -> job.counts().getOrDefault(table + "deltaCommittedRows", 0L) == POSTS);

    FlinkRest rest = new FlinkRest(cluster.getRestAddress().get(), job.id());
    job.awaitTrue(
        "the REST API to know them",
        () -> rest.sum("pin_table__delta-commit", table + "deltaCommittedRows").equals("40.0"));
    assertThat(job.gauge(table + "deltaTableVersion")).isPositive();
    assertThat(job.gauge(table + "deltaMaxDelayMillis"))
        .isGreaterThanOrEqualTo(job.gauge(table + "deltaMinDelayMillis"))
        .isBetween(1L, Duration.ofMinutes(10).toMillis());
    assertThat(job.gauge(table + "deltaSecondsSinceLastCommit")).isBetween(0L, 60L);
  }

  @Test
  void theArchiveTellsOfItsCommits() throws Exception {
    archive();

    assertThat(sum("archiveCommits")).isPositive();
    assertThat(sum("archiveCommittedObjects")).isGreaterThanOrEqualTo(3);
    assertThat(sum("archiveCommittedBytes")).isEqualTo(new StoredArchive(folder).bytes());
  }

  private void clean(String lake, String window) throws Exception {
    job = startCleaning(lake, window);
    int sent = topics.sent().size();
    job.awaitTrue(
        sent + " records",
        () ->
            job.total("received") == sent
                && job.total("clean") + job.total("duplicate") + job.total("quarantined") == sent);
    job.stopWithSavepoint(folder.resolve("savepoints"));
  }

  private void archive() throws Exception {
    job = start(new RawArchiveJob(), "--archive-root", folder.toUri().toString());
    int sent = topics.sent().size();
    job.awaitTrue(sent + " records", () -> sum(prefix + "\\.\\w+\\.received") == sent);
    job.stopWithSavepoint(folder.resolve("savepoints"));
  }

  /** With limits by which each of the bad records is one. */
  private RunningJob startCleaning(String lake, String window) throws Exception {
    return start(
        new CleanJob(),
        "--table-root",
        folderOf(lake),
        "--dedup-window",
        window,
        "--max-record-size",
        "4 kb",
        "--max-nesting-depth",
        "8");
  }

  private RunningJob start(Job started, String... args) throws Exception {
    List<String> all = new ArrayList<>(topics.settings(topic("pin"), topic("geo"), topic("user")));
    all.addAll(List.of(args));
    return RunningJob.start(started, METRICS, null, all.toArray(new String[0]));
  }

  private String topic(String kind) {
    return prefix + '.' + kind;
  }

  private String folderOf(String lake) {
    return folder.resolve(lake).toUri().toString();
  }

  /** The sum of all counters whose path is as told. */
  private long sum(String pattern) {
    return job.counts().entrySet().stream()
        .filter(count -> count.getKey().matches(pattern))
        .mapToLong(count -> count.getValue())
        .sum();
  }
}
