package io.pinflow.jobs;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.config.ConfigurationException;
import io.pinflow.jobs.verify.VerifyCommand;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * CleanJob from a quarantine which was filled under narrow limits, with those of today. By them one
 * large and one deep pin are rows; the pins were sent twice. Those of the other kinds lack fields,
 * and are refused for another reason.
 */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedriveIT {

  private static final long START = Instant.parse("2024-02-29T23:50:00Z").toEpochMilli();
  private static final long AGAIN = Instant.parse("2024-03-01T00:20:00Z").toEpochMilli();
  private static final String[] NARROW = {"--max-record-size", "4 kb", "--max-nesting-depth", "8"};
  private static final TableSchema PINS = TableSchema.of(RecordKind.PIN);
  private static final int POSTS = 5;
  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(2, METRICS.addTo(new Configuration()));

  @TempDir private static Path folder;

  private KafkaBroker broker;
  private Path lake;

  /** A lake of its own for each test, copied from one that is filled once. */
  @BeforeEach
  void fill(KafkaBroker shared, TestInfo test) throws Exception {
    Path original = folder.resolve("original");
    if (broker == null) {
      broker = shared;
      try (KafkaTopics topics =
          KafkaTopics.create(broker, topic("pin"), topic("geo"), topic("user"))) {
        for (RecordKind kind : RecordKind.values()) {
          send(topics, kind, Posts.of(kind, 0, POSTS), START);
          send(topics, kind, BadRecords.of(kind), START);
        }
        send(topics, RecordKind.PIN, BadRecords.of(RecordKind.PIN), AGAIN);
        run(new RawArchiveJob(), fromBroker("--archive-root", archive().toUri().toString()));
        List<String> args = fromBroker("--table-root", original.toUri().toString());
        args.addAll(List.of(NARROW));
        run(new CleanJob(), args);
      }
    }
    lake = folder.resolve(test.getTestMethod().orElseThrow().getName());
    copy(original, lake);
  }

  @Test
  void storesWhatPassesOnceAndRecordsEachOutcome() throws Exception {
    List<String> quarantine = rows(TableSchema.quarantine());

    Map<String, Object> counts = redrive();

    assertThat(counts)
        .containsEntry("pin.clean", 2L)
        .containsEntry("pin.duplicate", 2L)
        .containsEntry("pin.quarantined", 2L * bad(RecordKind.PIN) - 4)
        .containsEntry("geo.quarantined", bad(RecordKind.GEO))
        .containsEntry("pin.already-stored", 0L);
    assertThat(rows(PINS)).hasSize(POSTS + 2);
    assertThat(outcomes())
        .containsExactlyInAnyOrder(
            "pin clean null",
            "pin clean null",
            "pin duplicate null",
            "pin duplicate null",
            "geo quarantined field-missing",
            "geo quarantined field-missing",
            "user quarantined field-missing",
            "user quarantined field-missing");
    assertThat(rows(TableSchema.quarantine())).isEqualTo(quarantine);
    assertVerified();
  }

  @Test
  void addsNothingTheSecondTime() throws Exception {
    redrive();
    List<String> pins = rows(PINS);
    List<String> redriven = rows(TableSchema.redriven());

    Map<String, Object> again = redrive();

    assertThat(rows(PINS)).isEqualTo(pins);
    assertThat(rows(TableSchema.redriven())).isEqualTo(redriven);
    assertThat(again)
        .containsEntry("pin.clean", 0L)
        .containsEntry("pin.duplicate", 0L)
        .containsEntry("pin.already-stored", 0L)
        .containsEntry("user.quarantined", bad(RecordKind.USER));
  }

  @Test
  void recordsAReasonThatDiffersFromTheLastOne() throws Exception {
    redrive(NARROW);
    assertThat(outcomes()).isEmpty();

    redrive();
    redrive(NARROW);
    redrive(NARROW);

    assertThat(outcomes().stream().filter(row -> row.startsWith("geo")))
        .containsExactlyInAnyOrder(
            "geo quarantined field-missing",
            "geo quarantined field-missing",
            "geo quarantined too-large",
            "geo quarantined too-deep");
  }

  @Test
  void takesUpTheReasonsAndTimesAskedForAlone() throws Exception {
    redrive(
        "--quarantine-code", "too-large,no-payload", "--quarantine-since", "2024-03-01T00:00:00Z");
    assertThat(outcomes()).containsExactly("pin clean null");

    redrive("--quarantine-code", "too-large", "--kinds", "pin");
    assertThat(outcomes()).containsExactlyInAnyOrder("pin clean null", "pin duplicate null");
    assertVerified();
  }

  @Test
  void addsOutcomesAloneWhereARunEndedBeforeItRecordedThem() throws Exception {
    redrive();
    List<String> pins = rows(PINS);
    List<String> outcomes = outcomes();
    FileUtils.deleteDirectory(lake.resolve("redriven").toFile());

    Map<String, Object> again = redrive();

    assertThat(rows(PINS)).isEqualTo(pins);
    assertThat(outcomes()).isEqualTo(outcomes);
    assertThat(again)
        .containsEntry("pin.already-stored", 2L)
        .containsEntry("pin.clean", 0L)
        .containsEntry("pin.duplicate", 2L);
    assertVerified();
  }

  @Test
  void storesWhatARunHadRecordedButNotStored() throws Exception {
    redrive();
    List<String> pins = rows(PINS);
    takeBackLastCommit(lake.resolve("pin_table/_delta_log"));
    assertThat(rows(PINS)).hasSize(POSTS);
    assertThat(verify())
        .containsPattern("redrive.pin/0: \\d+ is redriven as clean, but in no table")
        .containsPattern("redrive.pin/1: \\d+ is redriven as clean, but in no table");

    Map<String, Object> again = redrive();

    assertThat(rows(PINS)).isEqualTo(pins);
    assertThat(again).containsEntry("pin.clean", 2L).containsEntry("pin.duplicate", 0L);
    assertVerified();
  }

  @Test
  void makesTheTablesOfAQuarantineAloneAndKeepsRepetitionsWithoutDeduplication() throws Exception {
    for (RecordKind kind : RecordKind.values()) {
      FileUtils.deleteDirectory(lake.resolve(kind.tableName()).toFile());
    }

    Map<String, Object> counts = redrive("--dedup-window", "off");

    assertThat(counts).containsEntry("pin.clean", 4L).containsEntry("pin.duplicate", 0L);
    assertThat(rows(PINS)).hasSize(4);
  }

  @Test
  void leavesOutOfTheOpenQuarantineWhatIsSettled() throws Exception {
    int all = rows(TableSchema.quarantine()).size();
    assertThat(openInSql()).isEqualTo(all);

    redrive();

    assertThat(openInSql()).isEqualTo(all - 4);
  }

  @Test
  void refusesAFolderWithoutAQuarantine() {
    lake = folder.resolve("nowhere");

    assertThatThrownBy(this::redrive)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("There is no quarantine at '" + lake.toUri() + "/quarantine'");
  }

  private Map<String, Object> redrive(String... more) throws Exception {
    List<String> args =
        new ArrayList<>(List.of("--source", "quarantine", "--table-root", lake.toUri().toString()));
    args.addAll(List.of(more));
    return run(new CleanJob(), args);
  }

  /** The rows of {@code redriven}, each as its kind, outcome and code. */
  private List<String> outcomes() throws Exception {
    return rows(TableSchema.redriven()).stream()
        .map(row -> row.split("\\|"))
        .map(row -> row[1] + ' ' + row[2] + ' ' + row[3])
        .sorted()
        .collect(toList());
  }

  private List<String> rows(TableSchema table) throws Exception {
    return new StoredTables(lake).rows(table).stream().sorted().collect(toList());
  }

  private void assertVerified() {
    assertThat(verify()).contains("Every position is accounted for exactly once.");
  }

  private String verify() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    VerifyCommand.run(
        new String[] {
          "--archive-root", archive().toString(), "--table-root", lake.toString(), "--wait", "off"
        },
        new PrintStream(printed, true, StandardCharsets.UTF_8),
        System.err);
    return printed.toString(StandardCharsets.UTF_8);
  }

  private int openInSql() throws Exception {
    LakeSession sql = LakeSession.open(lake, definition -> true);
    TreeSet<Object> positions = new TreeSet<>();
    sql.query("SELECT ingest_source FROM quarantine_open")
        .forEach(row -> positions.add(row.getField(0)));
    return positions.size();
  }

  private static void takeBackLastCommit(Path log) throws IOException {
    List<Path> commits;
    try (Stream<Path> files = Files.list(log)) {
      commits = files.filter(file -> file.toString().endsWith(".json")).sorted().collect(toList());
    }
    Path last = commits.get(commits.size() - 1);
    Files.delete(last);
    String version = last.getFileName().toString().replace(".json", "");
    Files.deleteIfExists(log.resolve(version + ".crc"));
  }

  private void send(KafkaTopics topics, RecordKind kind, List<byte[]> values, long time)
      throws ExecutionException, InterruptedException {
    topics.send(topic(kind.id()), values, i -> time);
  }

  private List<String> fromBroker(String... more) {
    List<String> args =
        new ArrayList<>(KafkaTopics.allOf(broker, topic("pin"), topic("geo"), topic("user")));
    args.addAll(List.of(more));
    return args;
  }

  private static Map<String, Object> run(Job job, List<String> args) throws Exception {
    return RunningJob.start(job, METRICS, null, args.toArray(new String[0])).awaitResult();
  }

  private static Path archive() {
    return folder.resolve("archive");
  }

  private static String topic(String kind) {
    return "redrive." + kind;
  }

  private static long bad(RecordKind kind) {
    return BadRecords.of(kind).size();
  }

  private static void copy(Path from, Path to) throws IOException {
    FileUtils.copy(
        new org.apache.flink.core.fs.Path(from.toUri()),
        new org.apache.flink.core.fs.Path(to.toUri()),
        false);
  }
}
