package io.pinflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
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
import software.amazon.awscdk.assertions.Match;

/** The alarms and the dashboard of the jobs, and what they watch. */
@NeedsNode
class JobsMonitoringTest {

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

  @Test
  void alarmsWatchMetricsWhichThereAre() throws IOException {
    String documented = Files.readString(Synthesized.DOCS.resolve("metrics.md"));
    Set<String> seen = new TreeSet<>();
    for (JsonNode alarm : stages.resources("pinflow-prod-jobs", "AWS::CloudWatch::Alarm")) {
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

  @ParameterizedTest
  @CsvSource({"dev, 600, 600", "prod, 600, 1500"})
  void noCommitInFiveCheckpointsOrTenMinutesSetsOffAnAlarm(
      String stage, int ofTables, int ofArchive) {
    Map<String, Integer> thresholds = new TreeMap<>();
    for (JsonNode alarm :
        stages.resources("pinflow-" + stage + "-jobs", "AWS::CloudWatch::Alarm")) {
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
  void lagIsThatOfTheGroupUnderWhichTheJobCommits() {
    stages
        .template("pinflow-dev-jobs")
        .hasResourceProperties(
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

  @Test
  void aClosedGateIsFoundByWhatTheJobLogs() throws IOException {
    JsonNode filter = stages.resources("pinflow-dev-jobs", "AWS::Logs::MetricFilter").get(0);
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
  void dashboardShowsMetricsWhichThereAre() throws IOException {
    String documented = Files.readString(Synthesized.DOCS.resolve("metrics.md"));
    String body =
        Flat.text(
            stages
                .resources("pinflow-dev-jobs", "AWS::CloudWatch::Dashboard")
                .get(0)
                .get("DashboardBody"));
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

  private static String documented(String name) {
    return '.' + name.replaceFirst("^(pin|geo|user)\\.", "KIND.") + '`';
  }
}
