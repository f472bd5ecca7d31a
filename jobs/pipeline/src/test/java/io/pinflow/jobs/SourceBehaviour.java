package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecordSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every source must do, seen in the archive of what was read: each record that another client
 * finds in the topics or streams is there once, as it is.
 */
abstract class SourceBehaviour<S extends RecordStreams> {

  @TempDir Path archive;
  @TempDir Path savepoints;

  S streams;
  String name;
  RunningJob job;
  private int numbered;

  /** The metrics of the class's own cluster, which has three slots. */
  abstract JobMetrics metrics();

  /** Further settings of a job. */
  abstract List<String> settings();

  /** To be called before each test, with topics or streams of which none is made yet. */
  final void use(S opened, TestInfo test) {
    streams = opened;
    name = test.getTestMethod().orElseThrow().getName();
  }

  @AfterEach
  void stop() throws ExecutionException, InterruptedException {
    if (job != null) {
      job.cancelIfRunning();
    }
    streams.close();
  }

  @Test
  void deliversEveryRecordOnceThroughAFailure() throws Exception {
    FailOnce failure = new FailOnce();
    streams.create(name, 2);
    send(100);
    job = start(source -> new FailingSource(source, failure), null, 2);
    job.awaitTrue("two checkpoints", () -> failure.checkpoints() >= 2 && received() == 100);

    failure.arm(60);
    send(100);
    job.awaitTrue("the failure", () -> failure.failures() == 1);
    send(50);
    awaitReceived(250);
    job.stopWithSavepoint(savepoints);

    assertThat(job.restarts()).isEqualTo(1);
    assertArchivedOnce(250);
  }

  @Test
  void goesOnFromASavepointUnderOtherJobIdsAndParallelisms() throws Exception {
    streams.create(name, 3);
    String savepoint = null;
    int sent = 0;
    for (int parallelism : new int[] {1, 3, 2}) {
      send(60);
      sent += 60;
      job = start(UnaryOperator.identity(), savepoint, parallelism);
      awaitReceived(sent);
      savepoint = job.stopWithSavepoint(savepoints);
    }

    assertArchivedOnce(sent);
  }

  @Test
  void archivesNothingTwiceThoughItStartsWithoutItsState() throws Exception {
    streams.create(name, 3);
    int sent = 0;
    for (int parallelism : new int[] {2, 3, 1}) {
      send(60);
      job = start(UnaryOperator.identity(), null, parallelism);
      awaitAccounted(sent, 60);
      job.stopWithSavepoint(savepoints);
      sent += 60;
    }

    assertArchivedOnce(sent);
  }

  @Test
  void archivesNothingTwiceThoughItGoesBackToAnOlderSavepoint() throws Exception {
    streams.create(name, 3);
    send(60);
    job = start(UnaryOperator.identity(), null, 2);
    awaitAccounted(0, 60);
    String older = job.stopWithSavepoint(savepoints);
    int later = 0;
    for (int parallelism : new int[] {3, 1, 2}) {
      send(30);
      job = start(UnaryOperator.identity(), older, parallelism);
      awaitAccounted(later, 60 + 30);
      job.stopWithSavepoint(savepoints);
      later += 30;
    }

    assertArchivedOnce(60 + later);
  }

  /** Where it is cancelled, objects, ledger and hints are as far as they happen to be. */
  @Test
  void archivesNothingTwiceThoughItIsCancelledAtAnyMomentAndStartsWithoutItsState()
      throws Exception {
    streams.create(name, 2);
    Random random = new Random(7);
    int sent = 0;
    for (int start = 0; start < 8; start++) {
      send(40);
      sent += 40;
      job = start(UnaryOperator.identity(), null, 1 + start % 3);
      int enough = sent - random.nextInt(30);
      job.awaitTrue("records", () -> received() + covered() >= enough);
      job.cancelIfRunning();
    }
    job = start(UnaryOperator.identity(), null, 2);
    int all = sent;
    job.awaitTrue("all records", () -> received() + covered() == all);
    job.stopWithSavepoint(savepoints);

    assertThat(job.restarts()).isZero();
    assertArchivedOnce(sent);
  }

  @Test
  void keepsTheOrderOfEachPartitionOrShard() throws Exception {
    Journal journal = new Journal();
    streams.create(name, 3);
    send(80);
    job = start(source -> new JournaledSource(source, journal), null, 2);
    send(80);
    awaitReceived(160);

    assertThat(journal.byPart()).isEqualTo(Journal.byPart(streams.stored())).hasSize(3);
  }

  @Test
  void readsATopicOrStreamThatIsEmptyAtFirst() throws Exception {
    streams.create(name, 2);
    FailOnce failure = new FailOnce();
    job = start(source -> new FailingSource(source, failure), null, 2);
    job.awaitTrue("two checkpoints", () -> failure.checkpoints() >= 2);

    send(40);
    awaitReceived(40);
    job.stopWithSavepoint(savepoints);

    assertThat(job.restarts()).isZero();
    assertArchivedOnce(40);
  }

  @Test
  void readsATopicOrStreamThatIsMadeLater() throws Exception {
    FailOnce failure = new FailOnce();
    job = start(source -> new FailingSource(source, failure), null, 2);
    job.awaitTrue("two checkpoints", () -> failure.checkpoints() >= 2);

    streams.create(name, 2);
    send(40);
    awaitReceived(40);
    job.stopWithSavepoint(savepoints);

    assertThat(job.restarts()).isZero();
    assertArchivedOnce(40);
  }

  @Test
  void endsWithASavepointWhileATopicOrStreamIsMissing() throws Exception {
    FailOnce failure = new FailOnce();
    job = start(source -> new FailingSource(source, failure), null, 2);
    job.awaitTrue("a checkpoint", () -> failure.checkpoints() >= 1);
    String savepoint = job.stopWithSavepoint(savepoints);

    streams.create(name, 2);
    send(40);
    job = start(UnaryOperator.identity(), savepoint, 2);
    awaitReceived(40);
    job.stopWithSavepoint(savepoints);

    assertArchivedOnce(40);
  }

  @Test
  void readsPartitionsOrShardsThatAreAddedUnderLoad() throws Exception {
    streams.create(name, 2);
    job = start(UnaryOperator.identity(), null, 2);
    send(40);
    streams.resize(name, 4);
    send(40);
    awaitReceived(80);
    job.stopWithSavepoint(savepoints);

    assertArchivedOnce(80);
  }

  /** Numbered JSON, to the test's own topic or stream. */
  void send(int count) throws Exception {
    List<byte[]> values =
        IntStream.range(numbered, numbered + count)
            .mapToObj(i -> ("{\"i\":" + i + "}").getBytes(UTF_8))
            .collect(toList());
    numbered += count;
    streams.send(name, values);
  }

  RunningJob start(
      UnaryOperator<RawRecordSource> source, String savepoint, int parallelism, String... more)
      throws Exception {
    return start(streams, source, savepoint, parallelism, more);
  }

  /** Starts a job which is told of other streams than the test's own. */
  RunningJob start(
      RecordStreams read,
      UnaryOperator<RawRecordSource> source,
      String savepoint,
      int parallelism,
      String... more)
      throws Exception {
    List<String> args = new ArrayList<>(read.settings(name));
    args.addAll(List.of("--archive-root", archive.toUri().toString()));
    args.addAll(settings());
    args.addAll(List.of(more));
    return RunningJob.start(
        new RawArchiveJob(source), metrics(), savepoint, parallelism, args.toArray(new String[0]));
  }

  long received() {
    return job.counts().getOrDefault(name + ".received", 0L);
  }

  long covered() {
    return job.counts().getOrDefault(name + ".covered", 0L);
  }

  /** Waits until so many records were found archived, and so many were archived. */
  void awaitAccounted(int covered, int received) {
    job.awaitTrue(
        covered + " archived and " + received + " other records",
        () -> received() >= received && covered() + received() >= covered + received);
    assertThat(covered()).isEqualTo(covered);
  }

  void awaitReceived(int count) {
    job.awaitTrue(count + " records", () -> received() >= count);
  }

  /** So many records are stored, and each of them is archived once. */
  void assertArchivedOnce(int count) throws Exception {
    List<RawRecord> archived = new StoredArchive(archive).readFolder(archive);
    assertThat(archived).hasSize(count).containsExactlyInAnyOrderElementsOf(streams.stored());
  }
}
