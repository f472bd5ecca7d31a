package io.pinflow.jobs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** RawArchiveJob from a real broker to objects on disk and on a real S3 server. */
@ExtendWith(SharedBroker.class)
class RawArchiveJobIT {

  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(2, METRICS.addTo(new Configuration()));

  @RegisterExtension private static final SharedS3 S3 = new SharedS3();

  @TempDir private Path archive;
  @TempDir private Path savepoints;

  private KafkaTopics topics;
  private String topic;
  private RunningJob job;

  @BeforeEach
  void createTopic(KafkaBroker broker, TestInfo test)
      throws ExecutionException, InterruptedException {
    topic = test.getTestMethod().orElseThrow().getName();
    topics = KafkaTopics.create(broker, topic);
  }

  @AfterEach
  void stop() throws ExecutionException, InterruptedException {
    if (job != null) {
      job.cancelIfRunning();
    }
    topics.close();
  }

  @Test
  void archivesEveryRecordOnceAndAsItWasThroughAFailure() throws Exception {
    archiveThroughAFailure(archive.toUri().toString(), archive);
  }

  @Test
  void archivesEveryRecordOnceAndAsItWasThroughAFailureOnS3() throws Exception {
    S3.server().createBucket("archive");
    archiveThroughAFailure("s3://archive", S3.server().bucket("archive"));
  }

  private void archiveThroughAFailure(String root, Path folder) throws Exception {
    FailOnce failure = new FailOnce();
    topics.sendAll(AwkwardRecords.of(topic, 500, 1));
    job = start(new RawArchiveJob(source -> new FailingSource(source, failure)), root);
    job.awaitTrue("two checkpoints", () -> failure.checkpoints() >= 2 && received() == 500);

    failure.arm(300);
    topics.sendAll(AwkwardRecords.of(topic, 500, 2));
    job.awaitTrue("the failure", () -> failure.failures() == 1);
    topics.sendAll(AwkwardRecords.of(topic, 100, 3));
    job.awaitTrue("all records", () -> received() == 1100);
    job.stopWithSavepoint(savepoints);

    assertThat(job.restarts()).isEqualTo(1);
    StoredArchive stored = new StoredArchive(folder);
    List<RawRecord> archived = new ArrayList<>();
    for (Path object : stored.objects()) {
      List<RawRecord> records = stored.read(object);
      assertThat(records).isNotEmpty();
      assertInOrderOfEachPartition(records);
      archived.addAll(records);
    }
    assertThat(archived).containsExactlyInAnyOrderElementsOf(topics.sent());
  }

  @Test
  void putsARecordIntoTheFolderOfItsUtcHourAndEndsObjectsBySize() throws Exception {
    long hour = AwkwardRecords.LAST_HOUR_OF_A_LEAP_DAY;
    byte[] noise = new byte[3000];
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      new Random(i).nextBytes(noise);
      records.add(new ProducerRecord<>(topic, 0, hour, null, noise.clone()));
    }
    records.add(new ProducerRecord<>(topic, 0, hour + 3_600_000, null, new byte[] {'1'}));
    topics.sendAll(records);

    job =
        start(new RawArchiveJob(), archive.toUri().toString(), "--archive-max-part-size", "100 kb");
    job.awaitTrue("all records", () -> received() == records.size());
    job.stopWithSavepoint(savepoints);

    StoredArchive stored = new StoredArchive(archive);
    Path folder = archive.resolve("raw/topics").resolve(topic);
    assertThat(stored.readFolder(folder.resolve("dt=2024-02-29/hour=23"))).hasSize(200);
    assertThat(stored.readFolder(folder.resolve("dt=2024-03-01/hour=00"))).hasSize(1);
    assertThat(stored.objects()).hasSizeGreaterThan(5);
  }

  private RunningJob start(Job archiveJob, String root, String... more) throws Exception {
    List<String> args = new ArrayList<>(topics.settings(topic));
    args.addAll(List.of("--archive-root", root));
    args.addAll(List.of(more));
    return RunningJob.start(archiveJob, METRICS, null, args.toArray(new String[0]));
  }

  private long received() {
    return job.counts().getOrDefault(topic + ".received", 0L);
  }

  private static void assertInOrderOfEachPartition(List<RawRecord> records) {
    records.stream()
        .map(record -> (KafkaPosition) record.position())
        .collect(groupingBy(KafkaPosition::partition))
        .values()
        .forEach(
            positions ->
                assertThat(positions.stream().map(KafkaPosition::offset).collect(toList()))
                    .isSorted());
  }
}
