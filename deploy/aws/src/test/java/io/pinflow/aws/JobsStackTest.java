package io.pinflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.daily.DailySteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@NeedsNode
class JobsStackTest {

  private static final Path DOCS = Synthesized.MODULE.resolve("../../docs");

  /** What AWS reports by itself. */
  private static final Set<String> OF_AWS =
      Set.of(
          "downtime",
          "fullRestarts",
          "numberOfFailedCheckpoints",
          "EstimatedMaxTimeLag",
          "GetRecords.IteratorAgeMilliseconds",
          "ReadProvisionedThroughputExceeded",
          "WriteProvisionedThroughputExceeded",
          "5XXError",
          "TargetErrorCount");

  /** What is counted in the jobs' logs. */
  private static final Set<String> OF_LOGS = Set.of("closedGates");

  private final Synthesized stages = Synthesized.stages();
  private final Template template = stages.template("pinflow-dev-jobs");

  @Test
  void eachJobIsAnApplicationOfItsOwn() {
    template.resourceCountIs("AWS::KinesisAnalyticsV2::Application", 5);
    template.allResourcesProperties(
        "AWS::KinesisAnalyticsV2::Application",
        Map.of(
            "RuntimeEnvironment", "FLINK-1_20",
            "ApplicationMode", "STREAMING",
            "ApplicationConfiguration",
                Match.objectLike(
                    Map.of(
                        "ApplicationSnapshotConfiguration", Map.of("SnapshotsEnabled", true),
                        "ApplicationSystemRollbackConfiguration", Map.of("RollbackEnabled", true),
                        "FlinkApplicationConfiguration",
                            Match.objectLike(
                                Map.of(
                                    "CheckpointConfiguration",
                                    Map.of(
                                        "ConfigurationType",
                                        "CUSTOM",
                                        "CheckpointingEnabled",
                                        true,
                                        "CheckpointInterval",
                                        60_000,
                                        "MinPauseBetweenCheckpoints",
                                        15_000)))))));
    template.resourceCountIs("AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption", 5);
    template.resourcePropertiesCountIs(
        "AWS::IAM::Role",
        Match.objectLike(
            Map.of(
                "AssumeRolePolicyDocument",
                Match.objectLike(
                    Map.of(
                        "Statement",
                        List.of(
                            Match.objectLike(
                                Map.of(
                                    "Principal",
                                    Map.of("Service", "kinesisanalytics.amazonaws.com"),
                                    "Condition",
                                    Match.anyValue()))))))),
        5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void jobsAreToldWhatTheyKnowAndWhatTheyNeed(String stage) throws IOException {
    Map<String, Set<String>> known = optionsByJob(false);
    Map<String, Set<String>> required = optionsByJob(true);
    List<String> jobs = new ArrayList<>();
    for (JsonNode application :
        of("pinflow-" + stage + "-jobs", "AWS::KinesisAnalyticsV2::Application")) {
      Map<String, JsonNode> groups = new TreeMap<>();
      application
          .at("/ApplicationConfiguration/EnvironmentProperties/PropertyGroups")
          .forEach(
              group -> groups.put(group.get("PropertyGroupId").asText(), group.get("PropertyMap")));
      String job = groups.get("pinflow").get("job").asText();
      jobs.add(job);
      assertThat(groups.keySet()).isSubsetOf("pinflow", job, "kafka-properties");
      assertThat(groups.get(job).fieldNames())
          .toIterable()
          .isSubsetOf(known.get(job))
          .containsAll(required.get(job));
    }
    assertThat(jobs).containsExactlyInAnyOrderElementsOf(known.keySet());
  }

  @Test
  void jobsReadTheTopicsAndStreamsOfTheirStage() {
    String clean = Flat.text(property("CleanJob", "kafka-topics"));
    assertThat(clean).isEqualTo("pinflow-dev.pin,pinflow-dev.geo,pinflow-dev.user");
    assertThat(Flat.text(property("CleanJob", "kinesis-region"))).isEqualTo("eu-west-1");
    assertThat(Flat.text(property("CleanJob", "table-root"))).isEqualTo("s3://~/pinflow/lake");
    assertThat(Flat.text(property("RawArchiveJob", "archive-root"))).isEqualTo("s3://~/pinflow");
  }

  @Test
  void alarmsWatchMetricsWhichThereAre() throws IOException {
    String documented = Files.readString(DOCS.resolve("metrics.md"));
    Set<String> seen = new TreeSet<>();
    for (JsonNode alarm : of("pinflow-prod-jobs", "AWS::CloudWatch::Alarm")) {
      assertThat(alarm.get("AlarmActions")).isNotEmpty();
      assertThat(alarm.get("OKActions")).isNotEmpty();
      List<String> names = alarm.findValuesAsText("MetricName");
      assertThat(names).isNotEmpty();
      for (String name : names) {
        seen.add(name);
        if (!OF_AWS.contains(name) && !OF_LOGS.contains(name)) {
          assertThat(documented).contains(documented(name));
        }
      }
    }
    assertThat(seen)
        .containsAll(OF_AWS)
        .containsAll(OF_LOGS)
        .contains("pin.quarantined", "user.received");
  }

  private static String documented(String name) {
    return '.' + name.replaceFirst("^(pin|geo|user)\\.", "KIND.") + '`';
  }

  @ParameterizedTest
  @CsvSource({"dev, 600, 600", "prod, 600, 1500"})
  void noCommitInFiveCheckpointsOrTenMinutesSetsOffAnAlarm(
      String stage, int ofTables, int ofArchive) {
    Map<String, Integer> thresholds = new TreeMap<>();
    for (JsonNode alarm : of("pinflow-" + stage + "-jobs", "AWS::CloudWatch::Alarm")) {
      String metric = alarm.path("MetricName").asText();
      if (metric.endsWith("SecondsSinceLastCommit")) {
        assertThat(alarm.get("Statistic").asText()).isEqualTo("Maximum");
        assertThat(alarm.get("EvaluationPeriods").asInt()).isEqualTo(1);
        Map<String, String> dimensions = new TreeMap<>();
        alarm
            .get("Dimensions")
            .forEach(d -> dimensions.put(d.get("Name").asText(), d.get("Value").asText()));
        thresholds.put(metric + ' ' + dimensions, alarm.get("Threshold").asInt());
      }
    }
    Map<String, Integer> expected = new TreeMap<>();
    for (String table : List.of("pin_table", "geo_table", "user_table", "quarantine")) {
      expected.put(
          "deltaSecondsSinceLastCommit {Application=pinflow-"
              + stage
              + "-CleanJob, table="
              + table
              + '}',
          ofTables);
    }
    expected.put(
        "archiveSecondsSinceLastCommit {Application=pinflow-" + stage + "-RawArchiveJob}",
        ofArchive);
    assertThat(thresholds).isEqualTo(expected);
  }

  @Test
  void dashboardShowsMetricsWhichThereAre() throws IOException {
    String documented = Files.readString(DOCS.resolve("metrics.md"));
    String body =
        Flat.text(of("pinflow-dev-jobs", "AWS::CloudWatch::Dashboard").get(0).get("DashboardBody"));
    Matcher name = Pattern.compile("\"AWS/KinesisAnalytics\",\"(\\w+)\"").matcher(body);
    Set<String> seen = new TreeSet<>();
    while (name.find()) {
      seen.add(name.group(1));
    }
    assertThat(seen)
        .contains(
            "deltaSecondsSinceLastCommit",
            "deltaMaxDelayMillis",
            "deltaLastCommitMillis",
            "deltaCommittedRows",
            "archiveSecondsSinceLastCommit");
    assertThat(seen.stream().filter(metric -> metric.matches("(delta|archive)[A-Z].*")))
        .allSatisfy(metric -> assertThat(documented).contains(documented(metric)));
  }

  @Test
  void jobsReportAtTheLevelWhichCostsLeast() {
    for (JsonNode application : of("pinflow-prod-jobs", "AWS::KinesisAnalyticsV2::Application")) {
      assertThat(
              application
                  .at(
                      "/ApplicationConfiguration/FlinkApplicationConfiguration"
                          + "/MonitoringConfiguration/MetricsLevel")
                  .asText())
          .isEqualTo("APPLICATION");
    }
  }

  @Test
  void lagIsThatOfTheGroupUnderWhichTheJobCommits() {
    template.hasResourceProperties(
        "AWS::CloudWatch::Alarm",
        Map.of(
            "MetricName",
            "EstimatedMaxTimeLag",
            "Dimensions",
            Match.arrayWith(
                List.of(
                    Map.of("Name", "Consumer Group", "Value", "pinflow-CleanJob"),
                    Map.of("Name", "Topic", "Value", "pinflow-dev.pin")))));
  }

  /** The list which the DAG and the local stack read too. */
  @ParameterizedTest
  @CsvSource({"dev, 60", "prod, 90"})
  void dailyJobsStartOneAfterTheOtherAndAreStoppedWhenTheNextOneStarts(String stage, int minutes) {
    List<String> expected = new ArrayList<>();
    LocalTime time = LocalTime.of(3, 15);
    for (String job : List.of("MaintenanceJob", "SqlJob", "QualityJob")) {
      expected.add(cron(time) + " startApplication pinflow-" + stage + '-' + job);
      time = time.plusMinutes(minutes);
      expected.add(cron(time) + " stopApplication pinflow-" + stage + '-' + job);
    }
    List<String> schedules = new ArrayList<>();
    for (JsonNode schedule : of("pinflow-" + stage + "-jobs", "AWS::Scheduler::Schedule")) {
      String call = schedule.at("/Target/Arn").asText();
      String input = schedule.at("/Target/Input").asText();
      assertThat(schedule.get("ScheduleExpressionTimezone").asText()).isEqualTo("UTC");
      assertThat(input)
          .contains(
              call.endsWith("startApplication") ? "SKIP_RESTORE_FROM_SNAPSHOT" : "\"Force\":true");
      schedules.add(
          schedule.get("ScheduleExpression").asText()
              + ' '
              + call.substring(call.lastIndexOf(':') + 1)
              + ' '
              + input.replaceFirst(".*\"ApplicationName\":\"([^\"]+)\".*", "$1"));
    }

    assertThat(schedules).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String cron(LocalTime time) {
    return "cron(" + time.getMinute() + ' ' + time.getHour() + " * * ? *)";
  }

  @Test
  void datedJobsAreForTheDayBefore() {
    assertThat(Flat.text(property("SqlJob", "date"))).isEqualTo("yesterday");
    assertThat(Flat.text(property("QualityJob", "date"))).isEqualTo("yesterday");
    assertThat(property("MaintenanceJob", "date")).isNull();
    assertThat(Flat.text(property("SqlJob", "sql-scripts")))
        .isEqualTo(DailySteps.read().steps().get(1).options().get("sql-scripts"));
  }

  @Test
  void aClosedGateIsFoundByWhatTheJobLogs() throws IOException {
    JsonNode filter = of("pinflow-dev-jobs", "AWS::Logs::MetricFilter").get(0);
    String messages =
        Files.readString(
            Synthesized.MODULE.resolve(
                "../../jobs/pipeline/src/main/java/io/pinflow/jobs/config/JobErrors.java"));

    assertThat(filter.get("FilterPattern").asText())
        .isEqualTo("\"The quality gate of\" \"is closed\"");
    assertThat(messages).contains("\"The quality gate of \"", "\" is closed: \"");
    assertThat(filter.at("/LogGroupName/Ref").asText()).startsWith("QualityJobLog");
  }

  @Test
  void whereAirflowStartsThemTheStackHasNoScheduleOfItsOwn() {
    JsonNode resources = Synthesized.jobsOfAirflow().get("Resources");

    assertThat(resources.findValuesAsText("Type"))
        .doesNotContain("AWS::Scheduler::Schedule")
        .contains("AWS::KinesisAnalyticsV2::Application");
    assertThat(resources.findValuesAsText("MetricName"))
        .doesNotContain("TargetErrorCount")
        .contains("closedGates");
  }

  private JsonNode property(String job, String key) {
    for (JsonNode application : of("pinflow-dev-jobs", "AWS::KinesisAnalyticsV2::Application")) {
      for (JsonNode group :
          application.at("/ApplicationConfiguration/EnvironmentProperties/PropertyGroups")) {
        if (group.get("PropertyGroupId").asText().equals(job)) {
          return group.get("PropertyMap").get(key);
        }
      }
    }
    throw new AssertionError("No application of " + job);
  }

  private List<JsonNode> of(String stack, String type) {
    List<JsonNode> found = new ArrayList<>();
    stages
        .json(stack)
        .get("Resources")
        .forEach(
            resource -> {
              if (resource.get("Type").asText().equals(type)) {
                found.add(resource.get("Properties"));
              }
            });
    assertThat(found).isNotEmpty();
    return found;
  }

  /** By docs/configuration.md, which is generated from the options in the code. */
  private static Map<String, Set<String>> optionsByJob(boolean requiredAlone) throws IOException {
    Pattern option = Pattern.compile("\\| `([a-z-]+)` \\| [^|]*(?:\\\\\\|[^|]*)*\\| ([^|]*) \\|.*");
    Map<String, Set<String>> options = new TreeMap<>();
    Set<String> ofJob = new TreeSet<>();
    for (String line : Files.readAllLines(DOCS.resolve("configuration.md"))) {
      if (line.matches("## \\w+Job")) {
        ofJob = options.computeIfAbsent(line.substring(3), job -> new TreeSet<>());
      }
      Matcher row = option.matcher(line);
      if (row.matches() && (!requiredAlone || row.group(2).equals("required"))) {
        ofJob.add(row.group(1));
      }
    }
    assertThat(options).isNotEmpty().doesNotContainValue(Set.of());
    return options;
  }
}
