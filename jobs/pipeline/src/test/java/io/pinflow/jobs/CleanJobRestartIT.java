package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.schema.RecordKind;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
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

/**
 * CleanJob goes on after a failure, from a savepoint, from one that is older than the tables, and
 * without any state: every record is stored once and counted once.
 */
@ExtendWith(SharedBroker.class)
class CleanJobRestartIT {

  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(2, METRICS.addTo(new Configuration()));

  private CleanJobRuns runs;
  private KindTopics topics;

  @BeforeEach
  void open(KafkaBroker broker, TestInfo test, @TempDir Path folder)
      throws ExecutionException, InterruptedException {
    runs = CleanJobRuns.of(broker, test, METRICS, folder);
    topics = runs.topics();
  }

  @AfterEach
  void close() throws ExecutionException, InterruptedException {
    runs.close();
  }

  @Test
  void storesEveryRecordOnceThroughAFailure() throws Exception {
    FailOnce failure = new FailOnce();
    topics.sendPosts(0, 200);
    RunningJob job = runs.start(new CleanJob(source -> new FailingSource(source, failure)));
    job.awaitTrue(
        "two checkpoints", () -> failure.checkpoints() >= 2 && job.total("received") >= 600);

    failure.arm(150);
    topics.sendPosts(150, 350);
    job.awaitTrue("the failure", () -> failure.failures() == 1);
    topics.sendPosts(350, 400);
    runs.awaitAllReceived();
    runs.stop();

    assertThat(job.restarts()).isEqualTo(1);
    runs.assertAccounted(400, 50);
  }

  @Test
  void storesEveryRecordOnceThroughASavepointUnderAnotherJobId() throws Exception {
    topics.sendPosts(0, 200);
    RunningJob first = runs.start();
    runs.awaitAllReceived();
    String savepoint = runs.stop();

    topics.sendPosts(150, 300);
    RunningJob second = runs.goOnFrom(savepoint);
    runs.awaitAllReceived();
    runs.stop();

    assertThat(second.id()).isNotEqualTo(first.id());
    runs.assertAccounted(300, 50);
  }

  @Test
  void goesOnFromASavepointWithDeduplicationTurnedOffAndOnAgain() throws Exception {
    topics.sendPosts(0, 20);
    runs.start();
    runs.awaitAllReceived();
    String savepoint = runs.stop();
    topics.sendPosts(0, 20);
    runs.goOnFrom(savepoint, "--dedup-window", "off");
    runs.awaitAllReceived();
    savepoint = runs.stop();
    topics.sendPosts(0, 10);
    topics.sendPosts(0, 10);
    RunningJob job = runs.goOnFrom(savepoint);
    runs.awaitAllReceived();
    runs.stop();

    // Turned on again it remembers what the tables hold.
    assertThat(job.total("clean")).isEqualTo(3 * (20 + 20));
    assertThat(job.total("duplicate")).isEqualTo(3 * 20);
    runs.assertEveryRecordStands();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 h", "off"})
  void addsNothingTwiceAfterAStatelessRestart(String window) throws Exception {
    topics.sendPosts(0, 60);
    topics.send(RecordKind.PIN, BadRecords.of(RecordKind.PIN));
    RunningJob first = runs.start("--dedup-window", window);
    runs.awaitAllReceived();
    runs.stop();
    int sent = topics.sent().size();
    long duplicates = first.total("duplicate");

    topics.sendPosts(60, 90);
    RunningJob second = runs.start("--dedup-window", window);
    runs.awaitCovered(sent);
    runs.stop();

    assertThat(second.total("clean")).isEqualTo(3 * 30);
    runs.assertEveryRecordStands(duplicates + second.total("duplicate"));
    runs.assertLedgersTellOf(topics.sent().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 h", "off"})
  void addsNothingTwiceAfterARewindToAnOlderSavepoint(String window) throws Exception {
    topics.sendPosts(0, 30);
    runs.start("--dedup-window", window);
    runs.awaitAllReceived();
    String older = runs.stop();
    topics.sendPosts(30, 60);
    topics.send(RecordKind.GEO, BadRecords.of(RecordKind.GEO));
    runs.goOnFrom(older, "--dedup-window", window);
    runs.awaitAllReceived();
    runs.stop();

    topics.sendPosts(60, 90);
    RunningJob job = runs.goOnFrom(older, "--dedup-window", window);
    runs.awaitCovered(3 * 30 + BadRecords.of(RecordKind.GEO).size());
    runs.stop();

    assertThat(job.total("clean")).isEqualTo(3 * 60);
    runs.assertEveryRecordStands(0);
    runs.assertLedgersTellOf(topics.sent().size());
  }
}
