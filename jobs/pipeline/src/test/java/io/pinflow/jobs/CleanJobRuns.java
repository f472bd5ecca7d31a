package io.pinflow.jobs;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.testing.KafkaBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInfo;

/**
 * CleanJob, run and run again from topics of a test's own into one lake, and what must be true of
 * what the runs have stored.
 */
final class CleanJobRuns implements AutoCloseable {

  private final KindTopics topics;
  private final JobMetrics metrics;
  private final Path lake;
  private final Path savepoints;

  /** The newest one. */
  private RunningJob job;

  private CleanJobRuns(KindTopics topics, JobMetrics metrics, Path folder) {
    this.topics = topics;
    this.metrics = metrics;
    this.lake = folder.resolve("lake");
    this.savepoints = folder.resolve("savepoints");
  }

  /**
   * Makes the topics.
   *
   * @param metrics of the cluster, which has two slots
   * @param folder for the lake and the savepoints
   */
  static CleanJobRuns of(KafkaBroker broker, TestInfo test, JobMetrics metrics, Path folder)
      throws ExecutionException, InterruptedException {
    // A parameterized test has topics of its own at each run.
    String prefix = test.getTestMethod().orElseThrow().getName() + UUID.randomUUID();
    return new CleanJobRuns(KindTopics.create(broker, prefix), metrics, folder);
  }

  KindTopics topics() {
    return topics;
  }

  Path lake() {
    return lake;
  }

  StoredTables tables() {
    return new StoredTables(lake);
  }

  /** Starts the job without state. */
  RunningJob start(String... more) throws Exception {
    return start(new CleanJob(), null, List.of(more));
  }

  /** Starts a job that is made for the test, without state. */
  RunningJob start(CleanJob made) throws Exception {
    return start(made, null, List.of());
  }

  RunningJob goOnFrom(String savepoint, String... more) throws Exception {
    return start(new CleanJob(), savepoint, List.of(more));
  }

  private RunningJob start(Job clean, String savepoint, List<String> more) throws Exception {
    List<String> args = new ArrayList<>(topics.settings());
    args.addAll(List.of("--table-root", lake.toUri().toString()));
    args.addAll(more);
    job = RunningJob.start(clean, metrics, savepoint, args.toArray(new String[0]));
    return job;
  }

  /** Ends the newest run, having committed all it has read, and gives its savepoint. */
  String stop() {
    return job.stopWithSavepoint(savepoints);
  }

  /** Waits until the newest run has decided everything that was sent. */
  void awaitAllReceived() {
    int sent = topics.sent().size();
    job.awaitTrue(sent + " records", () -> job.total("received") == sent && decided() == sent);
  }

  /** Waits until so many records were found covered, and each of the others is decided. */
  void awaitCovered(int covered) {
    long rest = topics.sent().size() - (long) covered;
    job.awaitTrue(
        rest + " new records",
        () ->
            job.total("covered") == covered && decided() >= rest && job.total("received") >= rest);
  }

  private long decided() {
    return job.total("clean") + job.total("duplicate") + job.total("quarantined");
  }

  /** Every post of the indexes below a number is stored once, the repetitions are counted. */
  void assertAccounted(int posts, int duplicates) throws Exception {
    for (RecordKind kind : RecordKind.values()) {
      assertThat(tables().column(TableSchema.of(kind), "ind"))
          .hasSize(posts)
          .doesNotHaveDuplicates();
      assertThat(job.counts())
          .containsEntry(kind.id() + ".received", (long) posts + duplicates)
          .containsEntry(kind.id() + ".clean", (long) posts)
          .containsEntry(kind.id() + ".duplicate", (long) duplicates)
          .containsEntry(kind.id() + ".quarantined", 0L);
    }
    assertThat(tables().column(TableSchema.quarantine(), "code")).isEmpty();
    assertEveryRecordStands();
  }

  void assertEveryRecordStands() throws Exception {
    assertEveryRecordStands(job.total("duplicate"));
  }

  /** No position stands twice, none stands that was not sent, and only duplicates stand nowhere. */
  void assertEveryRecordStands(long duplicates) throws Exception {
    Stream<String> sent = topics.sent().stream().map(RawRecord::position).map(Object::toString);
    assertThat(tables().positions())
        .doesNotHaveDuplicates()
        .isSubsetOf(sent.collect(toList()))
        .hasSize(topics.sent().size() - (int) duplicates);
  }

  /** The ledgers of the kinds count each record once, and agree with the quarantine's. */
  void assertLedgersTellOf(long records) {
    long counted = 0;
    long quarantined = 0;
    for (RecordKind kind : RecordKind.values()) {
      for (SourceRange source : tables().ledger(TableSchema.of(kind))) {
        counted += source.counts().values().stream().mapToLong(Long::longValue).sum();
        quarantined += source.counts().get("quarantined");
      }
    }
    assertThat(counted).isEqualTo(records);
    assertThat(
            tables().ledger(TableSchema.quarantine()).stream()
                .mapToLong(source -> source.counts().get("quarantined"))
                .sum())
        .isEqualTo(quarantined);
  }

  @Override
  public void close() throws ExecutionException, InterruptedException {
    if (job != null) {
      job.cancelIfRunning();
    }
    topics.close();
  }
}
