package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.tables.TablesCommand;
import io.pinflow.schema.FailureCode;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CleanJob from a real broker into Delta tables. */
@ExtendWith(SharedBroker.class)
class CleanJobIT {

  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(
          2,
          METRICS.addTo(
              new Configuration()
                  .set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(100))));

  @TempDir private Path lake;
  @TempDir private Path savepoints;

  private KafkaTopics topics;
  private String prefix;
  private RunningJob job;

  @BeforeEach
  void createTopics(KafkaBroker broker, TestInfo test)
      throws ExecutionException, InterruptedException {
    // A parameterized test has topics of its own at each run.
    prefix = test.getTestMethod().orElseThrow().getName() + UUID.randomUUID();
    topics = KafkaTopics.create(broker, topic("pin"), topic("geo"), topic("user"));
  }

  @AfterEach
  void stop() throws ExecutionException, InterruptedException {
    if (job != null) {
      job.cancelIfRunning();
    }
    topics.close();
  }

  @Test
  void storesEveryRecordOnceThroughAFailure() throws Exception {
    FailOnce failure = new FailOnce();
    sendPosts(0, 200);
    job = start(new CleanJob(source -> new FailingSource(source, failure)), null);
    job.awaitTrue("two checkpoints", () -> failure.checkpoints() >= 2 && received() >= 600);

    failure.arm(150);
    sendPosts(150, 350);
    job.awaitTrue("the failure", () -> failure.failures() == 1);
    sendPosts(350, 400);
    awaitAllReceived();
    job.stopWithSavepoint(savepoints);

    assertThat(job.restarts()).isEqualTo(1);
    assertAccounted(400, 50);
  }

  @Test
  void storesEveryRecordOnceThroughASavepointUnderAnotherJobId() throws Exception {
    sendPosts(0, 200);
    job = start(new CleanJob(), null);
    awaitAllReceived();
    String savepoint = job.stopWithSavepoint(savepoints);
    RunningJob first = job;

    sendPosts(150, 300);
    job = start(new CleanJob(), savepoint);
    awaitAllReceived();
    job.stopWithSavepoint(savepoints);

    assertThat(job.id()).isNotEqualTo(first.id());
    assertAccounted(300, 50);
  }

  @Test
  void goesOnFromASavepointWithDeduplicationTurnedOffAndOnAgain() throws Exception {
    sendPosts(0, 20);
    job = start(new CleanJob(), null);
    awaitAllReceived();
    String savepoint = job.stopWithSavepoint(savepoints);
    sendPosts(0, 20);
    job = start(new CleanJob(), savepoint, "--dedup-window", "off");
    awaitAllReceived();
    savepoint = job.stopWithSavepoint(savepoints);
    sendPosts(0, 10);
    sendPosts(0, 10);
    job = start(new CleanJob(), savepoint);
    awaitAllReceived();
    job.stopWithSavepoint(savepoints);

    // Turned on again it remembers what the tables hold.
    assertThat(job.total("clean")).isEqualTo(3 * (20 + 20));
    assertThat(job.total("duplicate")).isEqualTo(3 * 20);
    assertEveryRecordStands();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 h", "off"})
  void addsNothingTwiceAfterAStatelessRestart(String window) throws Exception {
    sendPosts(0, 60);
    topics.send(topic("pin"), BadRecords.of(RecordKind.PIN));
    job = start(new CleanJob(), null, "--dedup-window", window);
    awaitAllReceived();
    job.stopWithSavepoint(savepoints);
    int first = topics.sent().size();
    long duplicates = job.total("duplicate");

    sendPosts(60, 90);
    job = start(new CleanJob(), null, "--dedup-window", window);
    awaitCovered(first);
    job.stopWithSavepoint(savepoints);

    assertThat(job.total("clean")).isEqualTo(3 * 30);
    assertEveryRecordStands(duplicates + job.total("duplicate"));
    assertLedgersTellOf(topics.sent().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 h", "off"})
  void addsNothingTwiceAfterARewindToAnOlderSavepoint(String window) throws Exception {
    sendPosts(0, 30);
    job = start(new CleanJob(), null, "--dedup-window", window);
    awaitAllReceived();
    String older = job.stopWithSavepoint(savepoints);
    sendPosts(30, 60);
    topics.send(topic("geo"), BadRecords.of(RecordKind.GEO));
    job = start(new CleanJob(), older, "--dedup-window", window);
    awaitAllReceived();
    job.stopWithSavepoint(savepoints);

    sendPosts(60, 90);
    job = start(new CleanJob(), older, "--dedup-window", window);
    awaitCovered(3 * 30 + BadRecords.of(RecordKind.GEO).size());
    job.stopWithSavepoint(savepoints);

    assertThat(job.total("clean")).isEqualTo(3 * 60);
    assertEveryRecordStands(0);
    assertLedgersTellOf(topics.sent().size());
  }

  @Test
  void accountsForEveryBadRecordWithoutARestartAndKeepsItsBytes() throws Exception {
    for (RecordKind kind : RecordKind.values()) {
      topics.send(topic(kind.id()), BadRecords.of(kind));
      topics.send(topic(kind.id()), MutatedPosts.of(kind, 670, kind.ordinal()));
    }
    sendPosts(0, 20);

    job = start(new CleanJob(), null, "--max-record-size", "4 kb", "--max-nesting-depth", "8");
    awaitAllReceived();
    job.stopWithSavepoint(savepoints);

    assertThat(job.restarts()).isZero();
    assertThat(job.total("quarantined")).isGreaterThan(1000);
    assertThat(job.total("clean")).isGreaterThan(3 * 20 + 100);
    StoredTables tables = new StoredTables(lake);
    assertThat(new TreeSet<>(tables.column(TableSchema.quarantine(), "code")))
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(FailureCode.CLEANER_ERROR)).stream()
                .map(FailureCode::id)
                .collect(toList()));
    assertEveryRecordStands();
    Map<String, byte[]> sent = new HashMap<>();
    topics.sent().forEach(record -> sent.put(record.position().toString(), record.value()));
    assertThat(tables.quarantinedPayloads())
        .hasSize((int) job.total("quarantined"))
        .allSatisfy((position, payload) -> assertThat(payload).isEqualTo(sent.get(position)));
  }

  @Test
  void showsItsTotalsThroughFlinksRestApi(@InjectMiniCluster MiniCluster cluster) throws Exception {
    sendPosts(0, 30);
    sendPosts(20, 30);
    topics.send(topic("pin"), BadRecords.of(RecordKind.PIN));
    job = start(new CleanJob(), null);
    awaitAllReceived();

    FlinkRest rest = new FlinkRest(cluster.getRestAddress().get(), job.id());
    job.awaitTrue(
        "the REST API to know them", () -> rest.sum("Clean", "user.received").equals("40.0"));
    assertThat(rest.sum("Deduplicate", "user.clean")).isEqualTo("30.0");
    assertThat(rest.sum("Deduplicate", "user.duplicate")).isEqualTo("10.0");
    assertThat(rest.sum("Clean", "pin.quarantined")).isEqualTo("8.0");
    assertThat(rest.sum("Clean", "pin.failure.key-missing")).isEqualTo("1.0");
    assertThat(rest.sum("Clean", "pin.rule.follower-count.suffix")).isEqualTo("40.0");
  }

  @Test
  void listsTheTablesOfABoundedRunWithoutDeduplication() throws Exception {
    sendPosts(0, 10);
    sendPosts(0, 10);
    job = start(new CleanJob(), null, "--stop-position", "latest", "--dedup-window", "off");
    job.awaitFinished();

    assertThat(job.total("clean")).isEqualTo(60);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status =
        TablesCommand.run(
            new String[] {"--table-root", lake.toUri().toString()},
            new PrintStream(out, true, UTF_8),
            System.err);
    assertThat(status).isZero();
    assertThat(out.toString(UTF_8).lines())
        .hasSize(4)
        .anyMatch(
            line -> line.matches("\\{\"table\":\"geo_table\",\"version\":\\d+,.*\"rows\":20}"))
        .anyMatch(line -> line.matches("\\{\"table\":\"quarantine\",.*\"rows\":0}"));
  }

  /** Posts of the indexes from..to: one record of each kind. */
  private void sendPosts(int from, int to) throws ExecutionException, InterruptedException {
    for (RecordKind kind : RecordKind.values()) {
      topics.send(topic(kind.id()), Posts.of(kind, from, to));
    }
  }

  private RunningJob start(Job clean, String savepoint, String... more) throws Exception {
    List<String> args = new ArrayList<>(topics.settings(topic("pin"), topic("geo"), topic("user")));
    args.addAll(List.of("--table-root", lake.toUri().toString()));
    args.addAll(List.of(more));
    return RunningJob.start(clean, METRICS, savepoint, args.toArray(new String[0]));
  }

  private String topic(String kind) {
    return prefix + '.' + kind;
  }

  private long received() {
    return job.total("received");
  }

  /** Waits until so many records were found covered, and each of the others is decided. */
  private void awaitCovered(int covered) {
    long rest = topics.sent().size() - (long) covered;
    job.awaitTrue(
        rest + " new records",
        () ->
            job.total("covered") == covered
                && job.total("clean") + job.total("duplicate") + job.total("quarantined") >= rest
                && received() >= rest);
  }

  private void awaitAllReceived() {
    int sent = topics.sent().size();
    job.awaitTrue(
        sent + " records",
        () ->
            received() == sent
                && job.total("clean") + job.total("duplicate") + job.total("quarantined") == sent);
  }

  /** Every post of the indexes below a number is stored once, the repetitions are counted. */
  private void assertAccounted(int posts, int duplicates) throws Exception {
    StoredTables tables = new StoredTables(lake);
    for (RecordKind kind : RecordKind.values()) {
      assertThat(tables.column(TableSchema.of(kind), "ind")).hasSize(posts).doesNotHaveDuplicates();
      assertThat(job.counts())
          .containsEntry(kind.id() + ".received", (long) posts + duplicates)
          .containsEntry(kind.id() + ".clean", (long) posts)
          .containsEntry(kind.id() + ".duplicate", (long) duplicates)
          .containsEntry(kind.id() + ".quarantined", 0L);
    }
    assertThat(tables.column(TableSchema.quarantine(), "code")).isEmpty();
    assertEveryRecordStands();
  }

  private void assertEveryRecordStands() throws Exception {
    assertEveryRecordStands(job.total("duplicate"));
  }

  /** No position stands twice, none stands that was not sent, and only duplicates stand nowhere. */
  private void assertEveryRecordStands(long duplicates) throws Exception {
    StoredTables tables = new StoredTables(lake);
    List<String> stored = new ArrayList<>();
    for (RecordKind kind : RecordKind.values()) {
      stored.addAll(tables.column(TableSchema.of(kind), "ingest_source"));
    }
    stored.addAll(tables.column(TableSchema.quarantine(), "ingest_source"));
    Stream<String> sent = topics.sent().stream().map(RawRecord::position).map(Object::toString);
    assertThat(stored)
        .doesNotHaveDuplicates()
        .isSubsetOf(sent.collect(toList()))
        .hasSize(topics.sent().size() - (int) duplicates);
  }

  /** The ledgers of the kinds count each record once, and agree with the quarantine's. */
  private void assertLedgersTellOf(long records) {
    long counted = 0;
    long quarantined = 0;
    for (RecordKind kind : RecordKind.values()) {
      for (SourceRange source : ledger(TableSchema.of(kind))) {
        counted += source.counts().values().stream().mapToLong(Long::longValue).sum();
        quarantined += source.counts().get("quarantined");
      }
    }
    assertThat(counted).isEqualTo(records);
    assertThat(
            ledger(TableSchema.quarantine()).stream()
                .mapToLong(source -> source.counts().get("quarantined"))
                .sum())
        .isEqualTo(quarantined);
  }

  private Collection<SourceRange> ledger(TableSchema table) {
    return DeltaTableProgress.read(
            lake.resolve(table.tableName()).toUri().toString(), new Configuration())
        .sources();
  }
}
