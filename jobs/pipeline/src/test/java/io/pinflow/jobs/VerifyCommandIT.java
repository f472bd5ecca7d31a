package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.DeltaTableRows;
import io.pinflow.jobs.verify.VerifyCommand;
import io.pinflow.schema.RecordKind;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Verifies what both jobs have made of one set of records, and copies of it, each damaged in a way
 * of its own: in its files or in the tables' logs.
 */
@ExtendWith(SharedBroker.class)
class VerifyCommandIT {

  private static final String PREFIX = "verified";
  private static final int POSTS = 40;
  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(2, METRICS.addTo(new Configuration()));

  @TempDir private static Path original;

  private static KafkaBroker broker;
  private static KafkaTopics topics;

  @TempDir private Path copy;

  private String out;

  /** Duplicates and bad records among them, each topic in two partitions. */
  @BeforeAll
  static void runBothJobs(KafkaBroker shared) throws Exception {
    broker = shared;
    topics = KafkaTopics.create(broker, topicNames().split(","));
    for (RecordKind kind : RecordKind.values()) {
      String topic = PREFIX + '.' + kind.id();
      topics.send(topic, Posts.of(kind, 0, POSTS));
      topics.send(topic, BadRecords.of(kind));
    }
    topics.send(PREFIX + ".geo", Posts.of(RecordKind.GEO, 0, 10));
    run(new RawArchiveJob(), "--archive-root", original.resolve("archive").toUri().toString());
    run(new CleanJob(), "--table-root", original.resolve("lake").toUri().toString());
  }

  @AfterAll
  static void deleteTopics() {
    topics.close();
  }

  @BeforeEach
  void copyEverything() throws IOException {
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.collect(toList())) {
        Path target = copy.resolve(original.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void everythingIsAccountedForWhereNothingIsDamaged() {
    assertThat(verify()).as(out).isZero();
    int bad = BadRecords.of(RecordKind.PIN).size();
    int sent = topics.sent().size();
    assertThat(out)
        .containsPattern("verified.pin/0 +\\| +" + (POSTS + bad) / 2)
        .containsPattern("total +\\| +" + sent + " \\| +" + sent + " \\| +12\\d \\| +10 \\|")
        .contains("Every position is accounted for exactly once.");
  }

  @Test
  void theArchiveAloneIsAccountedForWhereTheBrokerIsGone() {
    assertThat(verify(List.of())).as(out).isZero();
    assertThat(out).containsPattern("total +\\| +0 \\| +" + topics.sent().size() + " \\|");
  }

  @Test
  void aTableThatLacksFilesNamesTheirRecords() throws Exception {
    Path file = dataFile("pin_table");
    List<String> lost = positionsIn("pin_table", file);
    Files.delete(file);

    assertThat(verify()).as(out).isEqualTo(VerifyCommand.NOT_ACCOUNTED_FOR);
    assertThat(out).contains("the data file '", file.getFileName().toString(), "cannot be read");
    assertNames(lost, "in no table");
  }

  @Test
  void rowsThatWereDeletedAreLost() throws Exception {
    Path file = dataFile("user_table");
    List<String> lost = positionsIn("user_table", file);
    commit("user_table", addOf("user_table", file).replace("{\"add\":", "{\"remove\":"));

    assertThat(verify()).as(out).isEqualTo(VerifyCommand.NOT_ACCOUNTED_FOR);
    assertNames(lost, "in no table");
    assertThat(out).contains("user_table holds ").doesNotContain("cannot be read");
  }

  @Test
  void rowsThatAreThereTwiceAreDoubled() throws Exception {
    Path file = dataFile("pin_table");
    List<String> doubled = positionsIn("pin_table", file);
    Path twin = file.resolveSibling("twin-" + file.getFileName());
    Files.copy(file, twin);
    commit(
        "pin_table",
        addOf("pin_table", file)
            .replace(file.getFileName().toString(), twin.getFileName().toString()));

    assertThat(verify()).as(out).isEqualTo(VerifyCommand.NOT_ACCOUNTED_FOR);
    assertNames(doubled, "in the tables more than once");
  }

  @Test
  void aQuarantineThatLacksRowsNamesThem() throws Exception {
    Path file = dataFile("quarantine");
    List<String> lost = positionsIn("quarantine", file);
    commit("quarantine", addOf("quarantine", file).replace("{\"add\":", "{\"remove\":"));

    assertThat(verify()).as(out).isEqualTo(VerifyCommand.NOT_ACCOUNTED_FOR);
    assertNames(lost, "in no table");
  }

  @Test
  void anArchiveObjectThatWasDeletedIsMissed() throws Exception {
    Path object = archivedObject("verified.geo");
    List<String> lost =
        lines(object).stream().map(line -> sourceOf(line) + '/' + offsetOf(line)).collect(toList());
    Files.delete(object);

    assertThat(verify()).as(out).isEqualTo(VerifyCommand.NOT_ACCOUNTED_FOR);
    assertNames(lost, "the archive");
  }

  @Test
  void anArchivedLineThatIsMissingOrThereTwiceIsNamed() throws Exception {
    Path object = archivedObject("verified.user");
    List<String> lines = lines(object);
    String dropped = lines.remove(3);
    lines.add(lines.get(5));
    write(object, String.join("\n", lines) + "\n");

    assertThat(verify()).as(out).isEqualTo(VerifyCommand.NOT_ACCOUNTED_FOR);
    assertThat(out)
        .contains(sourceOf(dropped) + ": " + offsetOf(dropped) + " is missing from the archive")
        .contains(
            sourceOf(lines.get(5))
                + ": "
                + offsetOf(lines.get(5))
                + " is in the archive more than once");
    assertThat(verify(List.of())).isEqualTo(VerifyCommand.NOT_ACCOUNTED_FOR);
    assertThat(out).contains(offsetOf(dropped) + " is in the tables, but neither in the archive");
  }

  @Test
  void brokenObjectsAreFindingsAndDoNotHideTheRest() throws Exception {
    Path cut = archivedObject("verified.user");
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    Path changed = archivedObject("verified.pin");
    List<String> lines = lines(changed);
    lines.set(1, lines.get(1).replace("\"offset\":", "\"offset\";"));
    write(changed, String.join("\n", lines) + "\n");

    assertThat(verify()).as(out).isEqualTo(VerifyCommand.NOT_ACCOUNTED_FOR);
    assertThat(out)
        .contains("The archive's object '", cut.getFileName() + "' cannot be read to its end")
        .contains("Line 2 of the archive's object '")
        .containsPattern("verified.pin/\\d: 1 is missing from the archive")
        .containsPattern("total +\\| +" + topics.sent().size());
  }

  @Test
  void whatNoJobHasReadYetIsPending() throws Exception {
    Path lake = copy.resolve("lake");
    Path empty = lake.resolveSibling("lake-of-nobody");
    Files.move(lake, empty);

    assertThat(verify()).as(out).isEqualTo(VerifyCommand.NOT_ACCOUNTED_FOR);
    assertThat(out)
        .contains("are in no table yet")
        .containsPattern("total .*\\| +" + topics.sent().size() + " \\| +0 \\| +0\n");
  }

  @Test
  void refusesToGuess() {
    assertThat(runVerify(List.of("--table-root", "/lake"))).isEqualTo(2);
    assertThat(out).contains("archive-root").contains("is missing");
  }

  /** Every position is in a line of its source which says this. */
  private void assertNames(List<String> positions, String problem) {
    assertThat(positions).isNotEmpty();
    for (String position : positions) {
      String source = position.substring(0, position.lastIndexOf('/'));
      long offset = Long.parseLong(position.substring(position.lastIndexOf('/') + 1));
      List<String> ranges =
          out.lines()
              .filter(line -> line.startsWith("- " + source + ": ") && line.contains(problem))
              .map(line -> line.substring(source.length() + 4).split(" (is|are) ")[0])
              .flatMap(found -> Arrays.stream(found.split(", ")))
              .collect(toList());
      assertThat(ranges).as(position + "\n" + out).anyMatch(range -> holds(range, offset));
    }
  }

  private static boolean holds(String range, long offset) {
    String[] ends = range.split("-");
    return Long.parseLong(ends[0]) <= offset && offset <= Long.parseLong(ends[ends.length - 1]);
  }

  private int verify() {
    return verify(
        List.of(
            "--kafka-bootstrap-servers",
            broker.bootstrapServers(),
            "--kafka-topics",
            topicNames()));
  }

  private int verify(List<String> more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--archive-root",
                copy.resolve("archive").toString(),
                "--table-root",
                copy.resolve("lake").toString(),
                "--wait",
                "off"));
    args.addAll(more);
    return runVerify(args);
  }

  private int runVerify(List<String> args) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int status =
        VerifyCommand.run(
            args.toArray(new String[0]), new PrintStream(printed, true, UTF_8), System.err);
    out = printed.toString(UTF_8);
    return status;
  }

  /** The largest data file which the table's log names. */
  private Path dataFile(String table) {
    return Path.of(URI.create(rows(table).files().get(0).path()).getPath());
  }

  private List<String> positionsIn(String table, Path file) throws IOException {
    TreeSet<String> positions = new TreeSet<>();
    for (DeltaTableRows.File candidate : rows(table).files()) {
      if (candidate.path().endsWith(file.getFileName().toString())) {
        candidate.forEach(row -> positions.add(row.getString(0).toString()));
      }
    }
    return new ArrayList<>(positions);
  }

  private DeltaTableRows rows(String table) {
    String path = copy.resolve("lake").resolve(table).toUri().toString();
    return DeltaTableRows.open(path, List.of("ingest_source"), new Configuration()).orElseThrow();
  }

  /** The action by which the table's log names a data file. */
  private String addOf(String table, Path file) throws IOException {
    try (Stream<Path> commits = Files.list(log(table))) {
      for (Path commit :
          commits.filter(path -> path.toString().endsWith(".json")).collect(toList())) {
        for (String action : Files.readAllLines(commit)) {
          if (action.startsWith("{\"add\":") && action.contains(file.getFileName().toString())) {
            return action;
          }
        }
      }
    }
    throw new AssertionError("No commit adds " + file);
  }

  private void commit(String table, String action) throws IOException {
    Path commit = log(table).resolve(String.format("%020d.json", rows(table).version() + 1));
    Files.writeString(commit, action + "\n");
  }

  private Path log(String table) {
    return copy.resolve("lake").resolve(table).resolve("_delta_log");
  }

  private Path archivedObject(String topic) throws IOException {
    return new StoredArchive(copy.resolve("archive/raw/topics").resolve(topic)).objects().get(0);
  }

  private static List<String> lines(Path object) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(object))) {
      return new ArrayList<>(new String(in.readAllBytes(), UTF_8).lines().collect(toList()));
    }
  }

  private static void write(Path object, String content) throws IOException {
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(object))) {
      gzip.write(content.getBytes(UTF_8));
    }
  }

  private static String sourceOf(String line) {
    return line.replaceAll(".*\"topic\":\"([^\"]+)\",\"partition\":(\\d+).*", "kafka://$1/$2");
  }

  private static String offsetOf(String line) {
    return line.replaceAll(".*?\"offset\":(\\d+).*", "$1");
  }

  private static String topicNames() {
    return Arrays.stream(RecordKind.values())
        .map(kind -> PREFIX + '.' + kind.id())
        .collect(joining(","));
  }

  /** Runs a job over all there is, to its end. */
  private static void run(Job job, String... more) throws Exception {
    List<String> args = new ArrayList<>(KafkaTopics.allOf(broker, topicNames()));
    args.addAll(List.of(more));
    RunningJob.start(job, METRICS, null, args.toArray(new String[0])).awaitFinished();
  }
}
