package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.config.ConfigurationException;
import io.pinflow.jobs.config.JobArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no job starts with: wrong settings, and settings which do not go together. */
class RefusedSettingsTest {

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
    assertThatRefusalOf("RawArchiveJob", "--archive-root", "/a")
        .hasMessageContaining("RawArchiveJob cannot start: 1 problem")
        .hasMessageContaining(
            "kafka-bootstrap-servers: is missing, and so is kinesis-region: there is nothing to"
                + " read. Give the one to read Kafka topics, the other to read Kinesis streams, or"
                + " both");
  }

  @Test
  void refusesSettingsOfASystemThatIsNotRead() {
    assertThatRefusalOf(
            "RawArchiveJob",
            "--archive-root",
            "/a",
            "--kinesis-region",
            "eu-west-1",
            "--stop-position",
            "latest",
            "--kafka-properties.security.protocol",
            "SSL")
        .hasMessageContaining("RawArchiveJob cannot start: 2 problems")
        .hasMessageContaining("stop-position = 'latest' (command line): is given, but no topic")
        .hasMessageContaining("kafka-properties: is given, but no topic is read")
        .hasMessageContaining("Remove it, or give --kafka-bootstrap-servers");
  }

  @Test
  void refusesWhatKinesisCannotBeTold() {
    assertThatRefusalOf(
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
            "hush")
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
    assertThatRefusalOf(
            "CleanJob",
            "--table-root",
            "/lake",
            "--kafka-bootstrap-servers",
            "127.0.0.1:9092",
            "--archive-root",
            "/archive",
            "--archive-from",
            "2024-01-01T00:00:00Z")
        .hasMessageContaining("CleanJob cannot start: 1 problem")
        .hasMessageContaining("is given, but no archive is read. Remove it, or give --source");
    assertThatRefusalOf(
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
            "2023-12-31T23:00:00-01:00")
        .hasMessageContaining("CleanJob cannot start: 3 problems")
        .hasMessageContaining("kafka-topics = 't.pin' (command line): is given, but neither")
        .hasMessageContaining("archive-to = '2023-12-31T23:00:00-01:00' (command line): is not")
        .hasMessageContaining("archive-root: is missing: there is no archive to read");
  }

  @Test
  void refusesSettingsOfAQuarantineWhereNoneIsReadAndOthersBesideIt() {
    assertThatRefusalOf(
            "CleanJob",
            "--table-root",
            "/lake",
            "--kafka-bootstrap-servers",
            "127.0.0.1:9092",
            "--quarantine-code",
            "too-large")
        .hasMessageContaining("CleanJob cannot start: 1 problem")
        .hasMessageContaining("no quarantine is read. Remove it, or give --source quarantine");
    assertThatRefusalOf(
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
            "yesterday")
        .hasMessageContaining("CleanJob cannot start: 4 problems")
        .hasMessageContaining("'too-big' is none of the failure codes [no-payload, ")
        .hasMessageContaining("quarantine-since = 'yesterday' (command line): is no ISO-8601");
  }

  @Test
  void refusesADayAndLimitsWhichAreNone() {
    assertThatRefusalOf(
            "QualityJob",
            "--date",
            "2024-02-30",
            "--max-quarantined",
            "5 %",
            "--count-tolerance",
            "1.5",
            "--max-age",
            "long",
            "--allow-empty",
            "perhaps",
            "--run-report",
            "report.json")
        .hasMessageContaining("QualityJob cannot start: 7 problems")
        .hasMessageContaining("table-root: is missing")
        .hasMessageContaining("date = '2024-02-30' (command line): is no day. Give a day such as")
        .hasMessageContaining("max-quarantined = '5 %' (command line): is no number")
        .hasMessageContaining("count-tolerance = '1.5' (command line): is not from 0 to 1")
        .hasMessageContaining("max-age = 'long' (command line): is not a duration")
        .hasMessageContaining("allow-empty = 'perhaps' (command line): is neither")
        .hasMessageContaining("run-report = 'report.json' (command line): is a relative path");
  }

  @Test
  void refusesAnArchiveWhichIsNotThere(@TempDir Path archive) throws IOException {
    String[] args = {
      "--table-root", "/lake", "--source", "archive", "--archive-root", archive.toString()
    };
    assertThatRefusalOf("CleanJob", args)
        .hasMessageContaining("holds no archive: there is nothing in its folders raw/topics");

    Files.createDirectories(archive.resolve("raw/topics/t.pin"));
    Files.createDirectories(archive.resolve("raw/topics/other"));
    define(environment(), "CleanJob", args);
    String[] others = Arrays.copyOf(args, 8);
    others[6] = "--archive-prefix";
    others[7] = "topics/t.geo,topics/other";
    assertThatRefusalOf("CleanJob", others)
        .hasMessageContaining("the archive holds no 'topics/t.geo'. Give some of [topics/")
        .hasMessageContaining("the name of 'topics/other' has no known kind at its end");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertThatRefusalOf(
      String job, String... args) {
    return assertThatThrownBy(() -> define(environment(), job, args));
  }

  private static void define(StreamExecutionEnvironment env, String job, String... args) {
    new JobLauncher().define(job, JobArguments.of(args), env);
  }

  private static StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
  }
}
