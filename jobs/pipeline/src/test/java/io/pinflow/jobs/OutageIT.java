package io.pinflow.jobs;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.S3Server;
import io.pinflow.testing.fixture.FlinkCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The storage fails under both jobs: each gives up with a failure that names the place and the
 * reason, and once the storage is mended goes on from its last checkpoint with nothing lost and
 * nothing twice.
 */
@ExtendWith(SharedBroker.class)
class OutageIT {

  private static final int POSTS = 60;
  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(2, METRICS.addTo(new Configuration()));

  @RegisterExtension private static final SharedS3 S3 = new SharedS3();

  @TempDir private Path elsewhere;

  private final List<RunningJob> jobs = new ArrayList<>();
  private RetainedCheckpoints checkpoints;
  private KafkaTopics topics;
  private String topic;

  @BeforeEach
  void createTopic(KafkaBroker broker, TestInfo test, @TempDir Path folder)
      throws ExecutionException, InterruptedException {
    checkpoints = new RetainedCheckpoints(folder);
    topic = test.getTestMethod().orElseThrow().getName() + ".pin";
    topics = KafkaTopics.create(broker, topic);
  }

  @AfterEach
  void stop() throws ExecutionException, InterruptedException {
    for (RunningJob job : jobs) {
      job.cancelIfRunning();
    }
    topics.close();
  }

  @Test
  void losesNothingWhileTheBucketIsAway() throws Exception {
    S3Server server = S3.server();
    server.createBucket("away");
    Path bucket = server.bucket("away");
    Path safe = bucket.resolveSibling("kept-for-later");

    survive(
        "s3://away",
        bucket,
        () -> Files.move(bucket, safe),
        () -> Files.move(safe, bucket),
        "NoSuchBucket|bucket does not exist|404");
  }

  @Test
  void losesNothingWhileTheKeysAreRevoked() throws Exception {
    S3Server server = S3.server();
    server.createBucket("revoked");

    survive(
        "s3://revoked",
        server.bucket("revoked"),
        server::revokeKeys,
        server::restoreKeys,
        "403|Forbidden|SignatureDoesNotMatch");
  }

  @Test
  @EnabledIf(
      value = "io.pinflow.jobs.SmallDisk#isPossible",
      disabledReason = "this process may not mount a disk of its own")
  void losesNothingWhileTheDiskIsFull(@TempDir Path folder) throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder)) {
      survive(
          folder.toUri().toString().replaceFirst("/$", ""),
          folder,
          disk::fill,
          disk::free,
          "No space left on device");
    }
  }

  private void survive(String root, Path stored, Step breakIt, Step mendIt, String reason)
      throws Exception {
    topics.send(topic, Posts.of(RecordKind.PIN, 0, POSTS));
    RunningJob archive = start(new RawArchiveJob(), null, "--archive-root", root);
    RunningJob clean =
        start(new CleanJob(), null, "--table-root", root + "/lake", "--kinds", "pin");
    awaitCheckpointed(archive, topic + ".received", POSTS);
    awaitCheckpointed(clean, "pin.clean", POSTS);

    breakIt.run();
    topics.send(topic, Posts.of(RecordKind.PIN, POSTS, 2 * POSTS));
    String archiveFailure = archive.awaitFailure();
    String cleanFailure = clean.awaitFailure();
    mendIt.run();

    String place = root.replaceFirst("^file:/+", "/");
    assertThat(archiveFailure).contains(place).containsPattern(reason);
    assertThat(cleanFailure).contains(place).containsPattern(reason);

    topics.send(topic, Posts.of(RecordKind.PIN, 2 * POSTS, 3 * POSTS));
    archive = start(new RawArchiveJob(), newest(archive), "--archive-root", root);
    clean = start(new CleanJob(), newest(clean), "--table-root", root + "/lake", "--kinds", "pin");
    awaitCheckpointed(archive, topic + ".received", 3 * POSTS);
    awaitCheckpointed(clean, "pin.clean", 3 * POSTS);
    archive.stopWithSavepoint(elsewhere);
    clean.stopWithSavepoint(elsewhere);

    assertThat(new StoredArchive(stored.resolve("raw")).readFolder(stored))
        .containsExactlyInAnyOrderElementsOf(topics.sent());
    assertThat(
            new StoredTables(stored.resolve("lake"))
                .column(TableSchema.of(RecordKind.PIN), "ingest_source"))
        .containsExactlyInAnyOrderElementsOf(
            topics.sent().stream().map(record -> record.position().uri()).collect(toList()));
  }

  private RunningJob start(Job job, Path checkpoint, String... more) throws Exception {
    List<String> args = new ArrayList<>(topics.settings(topic));
    args.addAll(List.of(more));
    RunningJob started =
        RunningJob.start(
            job, METRICS, checkpoints.settings(checkpoint), 1, args.toArray(new String[0]));
    jobs.add(started);
    return started;
  }

  private Path newest(RunningJob job) {
    return checkpoints.newest(job).orElseThrow();
  }

  /** Waits until a checkpoint that began after all those records were counted is complete. */
  private void awaitCheckpointed(RunningJob job, String counter, long count) {
    job.awaitTrue(count + " of " + counter, () -> job.counts().getOrDefault(counter, 0L) == count);
    int before = checkpoints.newestNumber(job);
    job.awaitTrue("two checkpoints more", () -> checkpoints.newestNumber(job) >= before + 2);
  }

  /** What is done to the storage. */
  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }
}
