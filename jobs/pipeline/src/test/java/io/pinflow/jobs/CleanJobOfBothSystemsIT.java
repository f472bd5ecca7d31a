package io.pinflow.jobs;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecordSource;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.KinesisServer;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.RequiresKinesis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** CleanJob from a real Kinesis server, and from a real broker beside it, into Delta tables. */
@RequiresKinesis
@ExtendWith({SharedBroker.class, SharedKinesis.class})
class CleanJobOfBothSystemsIT {

  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(2, METRICS.addTo(new Configuration()));

  @TempDir private Path lake;
  @TempDir private Path savepoints;

  private KafkaTopics topics;
  private KinesisStreams streams;
  private String prefix;
  private RunningJob job;

  @BeforeEach
  void open(KafkaBroker broker, KinesisServer kinesis, TestInfo test)
      throws ExecutionException, InterruptedException {
    prefix = test.getTestMethod().orElseThrow().getName();
    topics = KafkaTopics.of(broker);
    streams = KinesisStreams.of(kinesis);
    for (RecordKind kind : RecordKind.values()) {
      topics.create(topic(kind), 2);
      streams.create(stream(kind), 2);
    }
  }

  @AfterEach
  void stop() throws ExecutionException, InterruptedException {
    if (job != null) {
      job.cancelIfRunning();
    }
    topics.close();
    streams.close();
  }

  @Test
  void storesEveryRecordOfKinesisOnceThroughAFailureAndASavepoint() throws Exception {
    FailOnce failure = new FailOnce();
    sendToKinesis(0, 60);
    job = start(source -> new FailingSource(source, failure), null, kinesisSettings());
    job.awaitTrue("a checkpoint", () -> failure.checkpoints() >= 1 && received() >= 180);
    failure.arm(60);
    sendToKinesis(40, 100);
    job.awaitTrue("the failure", () -> failure.failures() == 1);
    awaitAll(3 * 120);
    String savepoint = job.stopWithSavepoint(savepoints);
    assertThat(job.restarts()).isEqualTo(1);

    for (RecordKind kind : RecordKind.values()) {
      streams.send(stream(kind), badRecords(kind));
    }
    sendToKinesis(100, 120);
    job = start(UnaryOperator.identity(), savepoint, kinesisSettings());
    awaitAll(streams.stored().size());
    job.stopWithSavepoint(savepoints);

    assertThat(job.restarts()).isZero();
    for (RecordKind kind : RecordKind.values()) {
      assertThat(job.counts())
          .containsEntry(kind.id() + ".duplicate", 20L)
          .containsEntry(kind.id() + ".quarantined", (long) badRecords(kind).size());
    }
    assertStands(streams.stored());
  }

  @Test
  void cleansTheRecordsOfBothAndKnowsTheRepetitionsBetweenThem() throws Exception {
    for (RecordKind kind : RecordKind.values()) {
      topics.send(topic(kind), Posts.of(kind, 0, 60));
    }
    sendToKinesis(30, 90);
    List<String> settings = new ArrayList<>(kinesisSettings());
    settings.addAll(
        topics.settings(topic(RecordKind.PIN), topic(RecordKind.GEO), topic(RecordKind.USER)));

    job = start(UnaryOperator.identity(), null, settings);
    awaitAll(3 * 120);
    job.stopWithSavepoint(savepoints);

    assertThat(job.total("clean")).isEqualTo(3 * 90);
    assertThat(job.total("duplicate")).isEqualTo(3 * 30);
    assertStands(
        Stream.concat(topics.stored().stream(), streams.stored().stream()).collect(toList()));
  }

  private void sendToKinesis(int from, int to) {
    for (RecordKind kind : RecordKind.values()) {
      streams.send(stream(kind), Posts.of(kind, from, to));
    }
  }

  /** Those which Kinesis can hold: it knows no record without data. */
  private static List<byte[]> badRecords(RecordKind kind) {
    return BadRecords.of(kind).stream().filter(Objects::nonNull).collect(toList());
  }

  private List<String> kinesisSettings() {
    return streams.settings(
        stream(RecordKind.PIN), stream(RecordKind.GEO), stream(RecordKind.USER));
  }

  private RunningJob start(
      UnaryOperator<RawRecordSource> source, String savepoint, List<String> settings)
      throws Exception {
    List<String> args = new ArrayList<>(settings);
    args.addAll(List.of("--table-root", lake.toUri().toString()));
    // Small enough for the records which are too large and too deep on purpose.
    args.addAll(List.of("--max-record-size", "4 kb", "--max-nesting-depth", "8"));
    return RunningJob.start(new CleanJob(source), METRICS, savepoint, args.toArray(new String[0]));
  }

  private String topic(RecordKind kind) {
    return prefix + '.' + kind.id();
  }

  private String stream(RecordKind kind) {
    return "streaming-" + prefix + '-' + kind.id();
  }

  private long received() {
    return job.total("received");
  }

  private void awaitAll(int count) {
    job.awaitTrue(
        count + " records",
        () ->
            received() == count
                && job.total("clean") + job.total("duplicate") + job.total("quarantined") == count);
  }

  /**
   * No index and no position stands twice, and only what was counted as duplicate stands nowhere.
   */
  private void assertStands(List<RawRecord> sent) throws Exception {
    StoredTables tables = new StoredTables(lake);
    List<String> sources = new ArrayList<>();
    for (RecordKind kind : RecordKind.values()) {
      assertThat(tables.column(TableSchema.of(kind), "ind")).doesNotHaveDuplicates();
      sources.addAll(tables.column(TableSchema.of(kind), "ingest_source"));
    }
    sources.addAll(tables.column(TableSchema.quarantine(), "ingest_source"));
    assertThat(sources)
        .doesNotHaveDuplicates()
        .hasSize(sent.size() - (int) job.total("duplicate"))
        .isSubsetOf(sent.stream().map(record -> record.position().uri()).collect(toList()));
  }
}
