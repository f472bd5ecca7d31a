package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
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

/** What one run of CleanJob makes of what is in a real broker, and what it tells of it. */
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

  private CleanJobRuns runs;

  @BeforeEach
  void open(KafkaBroker broker, TestInfo test, @TempDir Path folder)
      throws ExecutionException, InterruptedException {
    runs = CleanJobRuns.of(broker, test, METRICS, folder);
  }

  @AfterEach
  void close() throws ExecutionException, InterruptedException {
    runs.close();
  }

  @Test
  void accountsForEveryBadRecordWithoutARestartAndKeepsItsBytes() throws Exception {
    KindTopics topics = runs.topics();
    for (RecordKind kind : RecordKind.values()) {
      topics.send(kind, BadRecords.of(kind));
      topics.send(kind, MutatedPosts.of(kind, 670, kind.ordinal()));
    }
    topics.sendPosts(0, 20);

    RunningJob job = runs.start("--max-record-size", "4 kb", "--max-nesting-depth", "8");
    runs.awaitAllReceived();
    runs.stop();

    assertThat(job.restarts()).isZero();
    assertThat(job.total("quarantined")).isGreaterThan(1000);
    assertThat(job.total("clean")).isGreaterThan(3 * 20 + 100);
    StoredTables tables = runs.tables();
    assertThat(new TreeSet<>(tables.column(TableSchema.quarantine(), "code")))
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(FailureCode.CLEANER_ERROR)).stream()
                .map(FailureCode::id)
                .collect(toList()));
    runs.assertEveryRecordStands();
    Map<String, byte[]> sent = new HashMap<>();
    topics.sent().forEach(record -> sent.put(record.position().toString(), record.value()));
    assertThat(tables.quarantinedPayloads())
        .hasSize((int) job.total("quarantined"))
        .allSatisfy((position, payload) -> assertThat(payload).isEqualTo(sent.get(position)));
  }

  @Test
  void showsItsTotalsThroughFlinksRestApi(@InjectMiniCluster MiniCluster cluster) throws Exception {
    KindTopics topics = runs.topics();
    topics.sendPosts(0, 30);
    topics.sendPosts(20, 30);
    topics.send(RecordKind.PIN, BadRecords.of(RecordKind.PIN));
    RunningJob job = runs.start();
    runs.awaitAllReceived();

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
    runs.topics().sendPosts(0, 10);
    runs.topics().sendPosts(0, 10);
    RunningJob job = runs.start("--stop-position", "latest", "--dedup-window", "off");
    job.awaitFinished();

    assertThat(job.total("clean")).isEqualTo(60);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status =
        TablesCommand.run(
            new String[] {"--table-root", runs.lake().toUri().toString()},
            new PrintStream(out, true, UTF_8),
            System.err);
    assertThat(status).isZero();
    assertThat(out.toString(UTF_8).lines())
        .hasSize(4)
        .anyMatch(
            line -> line.matches("\\{\"table\":\"geo_table\",\"version\":\\d+,.*\"rows\":20}"))
        .anyMatch(line -> line.matches("\\{\"table\":\"quarantine\",.*\"rows\":0}"));
  }
}
