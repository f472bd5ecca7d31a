package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.nio.file.Path;
import java.time.Instant;
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

/** RawArchiveJob from a real broker to objects on disk. */
@ExtendWith(SharedBroker.class)
class RawArchiveJobIT {

  private static final long NOON = Instant.parse("2024-02-29T23:00:00Z").toEpochMilli();
  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(2, METRICS.addTo(new Configuration()));

  @TempDir private Path archive;
  @TempDir private Path savepoints;

  private KafkaBroker broker;
  private KafkaTopics topics;
  private String topic;
  private RunningJob job;

  @BeforeEach
  void createTopic(KafkaBroker shared, TestInfo test)
      throws ExecutionException, InterruptedException {
    broker = shared;
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
    FailOnce failure = new FailOnce();
    topics.sendAll(records(500, 1));
    job = start(new RawArchiveJob(source -> new FailingSource(source, failure)));
    job.awaitTrue("two checkpoints", () -> failure.checkpoints() >= 2 && received() == 500);

    failure.arm(300);
    topics.sendAll(records(500, 2));
    job.awaitTrue("the failure", () -> failure.failures() == 1);
    topics.sendAll(records(100, 3));
    job.awaitTrue("all records", () -> received() == 1100);
    job.stopWithSavepoint(savepoints);

    assertThat(job.restarts()).isEqualTo(1);
    StoredArchive stored = new StoredArchive(archive);
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
    byte[] noise = new byte[3000];
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      new Random(i).nextBytes(noise);
      records.add(new ProducerRecord<>(topic, 0, NOON, null, noise.clone()));
    }
    records.add(new ProducerRecord<>(topic, 0, NOON + 3_600_000, null, new byte[] {'1'}));
    topics.sendAll(records);

    job = start(new RawArchiveJob(), "--archive-max-part-size", "100 kb");
    job.awaitTrue("all records", () -> received() == records.size());
    job.stopWithSavepoint(savepoints);

    StoredArchive stored = new StoredArchive(archive);
    Path folder = archive.resolve("raw/topics").resolve(topic);
    assertThat(stored.readFolder(folder.resolve("dt=2024-02-29/hour=23"))).hasSize(200);
    assertThat(stored.readFolder(folder.resolve("dt=2024-03-01/hour=00"))).hasSize(1);
    assertThat(stored.objects()).hasSizeGreaterThan(5);
  }

  /** Tombstones, missing keys, JSON, text and binary, with and without headers. */
  private List<ProducerRecord<byte[], byte[]>> records(int count, long seed) {
    Random random = new Random(seed);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, i % 2, NOON + i * 10_000L, payload(random), payload(random));
      for (int h = random.nextInt(3); h > 0; h--) {
        record.headers().add("h" + h, payload(random));
      }
      records.add(record);
    }
    return records;
  }

  private static byte[] payload(Random random) {
    switch (random.nextInt(5)) {
      case 0:
        return null;
      case 1:
        byte[] noise = new byte[random.nextInt(30)];
        random.nextBytes(noise);
        return noise;
      case 2:
        return "plain \"text\" é".getBytes(UTF_8);
      case 3:
        return "null".getBytes(UTF_8);
      default:
        return ("{\"ind\": " + random.nextInt() + ", \"x\":[1.50, \"é\\n\"]}").getBytes(UTF_8);
    }
  }

  private RunningJob start(Job archiveJob, String... more) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--kafka-bootstrap-servers",
                broker.bootstrapServers(),
                "--kafka-topics",
                topic,
                "--archive-root",
                archive.toUri().toString()));
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
