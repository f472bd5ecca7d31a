package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.config.ConfigurationException;
import io.pinflow.jobs.config.JobArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the graph of every job. */
class JobGraphTest {

  private static final String[] COMMON = {
    "--kafka-bootstrap-servers", "127.0.0.1:9092", "--checkpoint-interval", "1 s"
  };

  private static final int TABLES = 4;

  static List<List<String>> jobs() {
    return List.of(
        with("RawArchiveJob", "--archive-root", "/archive"),
        with("CleanJob", "--table-root", "/lake"),
        with("CleanJob", "--table-root", "/lake", "--dedup-window", "off", "--kinds", "pin"),
        with("CleanJob", "--table-root", "/lake", "--kinesis-region", "eu-west-1"),
        List.of("RawArchiveJob", "--archive-root", "/archive", "--kinesis-region", "eu-west-1"),
        List.of("MaintenanceJob", "--table-root", "/lake"));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void namesEveryOperatorAndGivesItAnIdOfItsOwn(List<String> job) {
    StreamGraph graph = graph(job);

    assertThat(graph.getStreamNodes())
        .isNotEmpty()
        .allSatisfy(
            node -> {
              assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotBlank();
              assertThat(node.getOperatorName()).isNotBlank();
            });
    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void leavesNoTypeToKryo(List<String> job) {
    StreamGraph graph = graph(job);

    assertThat(graph.getExecutionConfig().hasGenericTypesDisabled()).isTrue();
    assertThat(graph.getStreamNodes())
        .allSatisfy(
            node -> assertThat(String.valueOf(node.getTypeSerializerOut())).doesNotContain("Kryo"));
  }

  @Test
  void keepsTheIdsByWhichStateIsFoundAgain() {
    assertThat(graph(with("CleanJob", "--table-root", "/lake")).getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains("kafka-source", "clean", "accept", "pin_table", "geo_table", "user_table")
        .contains("quarantine");
    assertThat(graph(with("RawArchiveJob", "--archive-root", "/a")).getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains("kafka-source", "count", "raw-archive", "raw-archive: ledger");
    assertThat(
            graph(
                    List.of(
                        "CleanJob",
                        "--table-root",
                        "/lake",
                        "--kinesis-region",
                        "eu-west-1",
                        "--kinesis-reader",
                        "efo"))
                .getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains(
            "kinesis-source-streaming-pinflow-pin",
            "kinesis-source-streaming-pinflow-geo",
            "kinesis-source-streaming-pinflow-user");
    assertThat(graph(List.of("MaintenanceJob", "--table-root", "/lake")).getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .containsExactlyInAnyOrder("tables", "plan", "rewrite", "commit");
  }

  @Test
  void runsFromSourceToFilesInOneChainWithoutDeduplication() {
    StreamGraph graph = graph(with("CleanJob", "--table-root", "/lake", "--dedup-window", "off"));

    List<String> chain = new ArrayList<>();
    graph
        .getJobGraph()
        .getVertices()
        .forEach(vertex -> chain.add(vertex.getName().replaceAll("\\s+", " ")));
    assertThat(chain)
        .anySatisfy(
            name ->
                assertThat(name)
                    .contains("Kafka", "Clean", "Accept", "pin_table", "user_table", "quarantine"));
  }

  @Test
  void jobOfParallelismOneCanGoOnWithMore() {
    StreamGraph graph = graph(with("CleanJob", "--table-root", "/lake", "--parallelism", "1"));

    assertThat(graph.getJobGraph().getVertices())
        .filteredOn(vertex -> vertex.getMaxParallelism() == 1)
        .hasSize(TABLES)
        .allSatisfy(vertex -> assertThat(vertex.getName()).endsWith(": delta-commit"));
  }

  @Test
  void buildsNothingWhereASettingIsWrong() {
    StreamExecutionEnvironment env = environment();

    assertThatThrownBy(
            () ->
                define(
                    env,
                    "CleanJob",
                    "--dedup-window",
                    "soon",
                    "--kafka-bootstrap-servers",
                    "127.0.0.1:9092",
                    "--kafka-properties",
                    "group.id=x"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("CleanJob cannot start: 3 problems")
        .hasMessageContaining("table-root: is missing")
        .hasMessageContaining("dedup-window = 'soon'")
        .hasMessageContaining("kafka-properties.group.id = 'x' (command line): is set by the job");
    assertThat(env.getTransformations()).isEmpty();
  }

  @Test
  void refusesAJobThatReadsNothing() {
    assertThatThrownBy(() -> define(environment(), "RawArchiveJob", "--archive-root", "/a"))
        .hasMessageContaining("RawArchiveJob cannot start: 1 problem")
        .hasMessageContaining(
            "kafka-bootstrap-servers: is missing, and so is kinesis-region: there is nothing to"
                + " read. Give the one to read Kafka topics, the other to read Kinesis streams, or"
                + " both");
  }

  @Test
  void refusesSettingsOfASystemThatIsNotRead() {
    assertThatThrownBy(
            () ->
                define(
                    environment(),
                    "RawArchiveJob",
                    "--archive-root",
                    "/a",
                    "--kinesis-region",
                    "eu-west-1",
                    "--stop-position",
                    "latest",
                    "--kafka-properties.security.protocol",
                    "SSL"))
        .hasMessageContaining("RawArchiveJob cannot start: 2 problems")
        .hasMessageContaining("stop-position = 'latest' (command line): is given, but no topic")
        .hasMessageContaining("kafka-properties: is given, but no topic is read")
        .hasMessageContaining("Remove it, or give --kafka-bootstrap-servers");
  }

  @Test
  void refusesWhatKinesisCannotBeTold() {
    assertThatThrownBy(
            () ->
                define(
                    environment(),
                    "RawArchiveJob",
                    "--archive-root",
                    "/a",
                    "--kinesis-region",
                    "Ireland",
                    "--kinesis-endpoint",
                    "127.0.0.1:4567",
                    "--kinesis-streams",
                    "a pin",
                    "--kinesis-start-position",
                    "committed",
                    "--kinesis-consumer-name",
                    "me",
                    "--kinesis-properties.aws.region",
                    "eu-west-1",
                    "--kinesis-properties.aws.credentials.provider.basic.secretkey",
                    "hush"))
        .hasMessageContaining("RawArchiveJob cannot start: 7 problems")
        .hasMessageContaining("kinesis-region = 'Ireland' (command line): is no AWS region")
        .hasMessageContaining("kinesis-endpoint = '127.0.0.1:4567' (command line): is no http")
        .hasMessageContaining("holds 'a pin', which no stream can be named")
        .hasMessageContaining("kinesis-start-position = 'committed' (command line): is no position")
        .hasMessageContaining("kinesis-consumer-name = 'me' (command line): is given, but polling")
        .hasMessageContaining("aws.region = 'eu-west-1' (command line): is set by the job. Use")
        .hasMessageContaining("would put a key of an account into the job's settings")
        .hasMessageNotContaining("hush");
  }

  @Test
  void refusesAnArchiveBesideStreamsAndStreamsBesideAnArchive() {
    assertThatThrownBy(
            () ->
                define(
                    environment(),
                    "CleanJob",
                    "--table-root",
                    "/lake",
                    "--kafka-bootstrap-servers",
                    "127.0.0.1:9092",
                    "--archive-root",
                    "/archive",
                    "--archive-from",
                    "2024-01-01T00:00:00Z"))
        .hasMessageContaining("CleanJob cannot start: 1 problem")
        .hasMessageContaining("is given, but no archive is read. Remove it, or give --source");
    assertThatThrownBy(
            () ->
                define(
                    environment(),
                    "CleanJob",
                    "--table-root",
                    "/lake",
                    "--source",
                    "archive",
                    "--kafka-topics",
                    "t.pin",
                    "--archive-from",
                    "2024-01-01T00:00:00Z",
                    "--archive-to",
                    "2023-12-31T23:00:00-01:00"))
        .hasMessageContaining("CleanJob cannot start: 3 problems")
        .hasMessageContaining("kafka-topics = 't.pin' (command line): is given, but neither")
        .hasMessageContaining("archive-to = '2023-12-31T23:00:00-01:00' (command line): is not")
        .hasMessageContaining("archive-root: is missing: there is no archive to read");
  }

  @Test
  void refusesSettingsOfAQuarantineWhereNoneIsReadAndOthersBesideIt() {
    assertThatThrownBy(
            () ->
                define(
                    environment(),
                    "CleanJob",
                    "--table-root",
                    "/lake",
                    "--kafka-bootstrap-servers",
                    "127.0.0.1:9092",
                    "--quarantine-code",
                    "too-large"))
        .hasMessageContaining("CleanJob cannot start: 1 problem")
        .hasMessageContaining("no quarantine is read. Remove it, or give --source quarantine");
    assertThatThrownBy(
            () ->
                define(
                    environment(),
                    "CleanJob",
                    "--table-root",
                    "/lake",
                    "--source",
                    "quarantine",
                    "--kafka-topics",
                    "t.pin",
                    "--archive-to",
                    "2024-01-01T00:00:00Z",
                    "--quarantine-code",
                    "too-big",
                    "--quarantine-since",
                    "yesterday"))
        .hasMessageContaining("CleanJob cannot start: 4 problems")
        .hasMessageContaining("'too-big' is none of the failure codes [no-payload, ")
        .hasMessageContaining("quarantine-since = 'yesterday' (command line): is no ISO-8601");
  }

  @Test
  void refusesAnArchiveWhichIsNotThere(@TempDir Path archive) throws IOException {
    String[] args = {
      "--table-root", "/lake", "--source", "archive", "--archive-root", archive.toString()
    };
    assertThatThrownBy(() -> define(environment(), "CleanJob", args))
        .hasMessageContaining("holds no archive: there is nothing in its folders raw/topics");

    Files.createDirectories(archive.resolve("raw/topics/t.pin"));
    Files.createDirectories(archive.resolve("raw/topics/other"));
    define(environment(), "CleanJob", args);
    String[] others = Arrays.copyOf(args, 8);
    others[6] = "--archive-prefix";
    others[7] = "topics/t.geo,topics/other";
    assertThatThrownBy(() -> define(environment(), "CleanJob", others))
        .hasMessageContaining("the archive holds no 'topics/t.geo'. Give some of [topics/")
        .hasMessageContaining("the name of 'topics/other' has no known kind at its end");
  }

  @Test
  void showsTheJobsSettingsWithSecretsMasked() {
    StreamGraph graph =
        graph(
            with(
                "RawArchiveJob",
                "--archive-root",
                "/archive",
                "--kafka-properties.sasl.jaas.config",
                "hush"));

    assertThat(graph.getExecutionConfig().getGlobalJobParameters().toMap())
        .containsEntry("archive-root", "/archive")
        .containsEntry("kafka-properties.sasl.jaas.config", "******");
  }

  private static StreamGraph graph(List<String> job) {
    StreamExecutionEnvironment env = environment();
    JobArguments arguments = JobArguments.of(job.toArray(new String[0]));
    new JobLauncher().define(job.get(0), arguments, env);
    return env.getStreamGraph();
  }

  private static void define(StreamExecutionEnvironment env, String job, String... args) {
    new JobLauncher().define(job, JobArguments.of(args), env);
  }

  private static StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
  }

  private static List<String> with(String job, String... args) {
    List<String> all = new ArrayList<>(List.of(job));
    all.addAll(List.of(COMMON));
    all.addAll(List.of(args));
    return all;
  }
}
