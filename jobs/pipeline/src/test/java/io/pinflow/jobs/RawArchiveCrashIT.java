package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.HttpGate;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** RawArchiveJob ends amid the commit of a checkpoint: S3 finishes one of its objects alone. */
@ExtendWith(SharedBroker.class)
class RawArchiveCrashIT {

  private static final int RECORDS = 40;
  private static final String TOPIC = "crash";
  private static final JobMetrics METRICS = new JobMetrics();
  private static final AtomicBoolean REFUSING = new AtomicBoolean();
  private static final AtomicReference<String> FINISHED = new AtomicReference<>();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(2, METRICS.addTo(new Configuration()));

  @RegisterExtension
  private static final SharedS3 S3 = new SharedS3(RawArchiveCrashIT::refuseAllUploadsButOne);

  @TempDir private Path savepoints;

  private RetainedCheckpoints checkpoints;

  @BeforeEach
  void retainCheckpoints(@TempDir Path folder) {
    checkpoints = new RetainedCheckpoints(folder);
  }

  @Test
  void archivesEachRecordOnceThoughStartedWithoutStateAndThenFromTheUnfinishedCheckpoint(
      KafkaBroker broker) throws Exception {
    S3.server().createBucket("crash");
    StoredArchive stored = new StoredArchive(S3.server().bucket("crash"));
    try (KafkaTopics topics = KafkaTopics.create(broker, TOPIC)) {
      send(topics, RECORDS);
      REFUSING.set(true);
      RunningJob job = start(topics, null, 1);
      assertThat(job.awaitFailure()).containsPattern("403|Forbidden|AccessDenied");
      Path unfinished = checkpoints.newest(job).orElseThrow();
      REFUSING.set(false);
      int visible = stored.readFolder(S3.server().bucket("crash")).size();
      assertThat(visible).isBetween(1, RECORDS - 1);

      job = start(topics, null, 2);
      awaitAccounted(job, RECORDS);
      assertThat(count(job, "covered")).isEqualTo(visible);
      job.stopWithSavepoint(savepoints);
      assertThat(stored.readFolder(S3.server().bucket("crash")))
          .containsExactlyInAnyOrderElementsOf(topics.stored());

      send(topics, 10);
      job = start(topics, unfinished, 2);
      awaitAccounted(job, RECORDS + 10);
      job.stopWithSavepoint(savepoints);
      assertThat(stored.readFolder(S3.server().bucket("crash")))
          .containsExactlyInAnyOrderElementsOf(topics.stored());
    }
  }

  /** Of two hours in turn, so that each checkpoint has two objects. */
  private static void send(KafkaTopics topics, int count)
      throws ExecutionException, InterruptedException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long time = AwkwardRecords.LAST_HOUR_OF_A_LEAP_DAY + i % 2 * 3_600_000L;
      records.add(new ProducerRecord<>(TOPIC, i / 2 % 2, time, null, new byte[] {'1'}));
    }
    topics.sendAll(records);
  }

  private RunningJob start(KafkaTopics topics, Path checkpoint, int parallelism) throws Exception {
    List<String> args = new ArrayList<>(topics.settings(TOPIC));
    args.addAll(List.of("--archive-root", "s3://crash"));
    return RunningJob.start(
        new RawArchiveJob(),
        METRICS,
        checkpoints.settings(checkpoint),
        parallelism,
        args.toArray(new String[0]));
  }

  private static void awaitAccounted(RunningJob job, int records) {
    job.awaitTrue(
        records + " records", () -> count(job, "covered") + count(job, "received") == records);
  }

  private static long count(RunningJob job, String counter) {
    return job.counts().getOrDefault(TOPIC + '.' + counter, 0L);
  }

  private static Optional<String> refuseAllUploadsButOne(String head) {
    int upload = head.indexOf("?uploadId=");
    if (!REFUSING.get() || !head.startsWith("POST ") || upload < 0) {
      return Optional.empty();
    }
    String object = head.substring(0, upload);
    FINISHED.compareAndSet(null, object);
    return object.equals(FINISHED.get())
        ? Optional.empty()
        : Optional.of(HttpGate.response("403 Forbidden", "", ""));
  }
}
