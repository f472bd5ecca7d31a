package io.pinflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.daily.DailySteps;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jobs that run once a day: when, in which order, and for which day. */
@NeedsNode
class DailyJobsTest {

  private final Synthesized stages = Synthesized.stages();

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
    for (JsonNode schedule :
        stages.resources("pinflow-" + stage + "-jobs", "AWS::Scheduler::Schedule")) {
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

  @Test
  void datedJobsAreForTheDayBefore() {
    assertThat(Flat.text(JobProperties.of("SqlJob", "date"))).isEqualTo("yesterday");
    assertThat(Flat.text(JobProperties.of("QualityJob", "date"))).isEqualTo("yesterday");
    assertThat(JobProperties.of("MaintenanceJob", "date")).isNull();
    assertThat(Flat.text(JobProperties.of("SqlJob", "sql-scripts")))
        .isEqualTo(DailySteps.read().steps().get(1).options().get("sql-scripts"));
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

  private static String cron(LocalTime time) {
    return "cron(" + time.getMinute() + ' ' + time.getHour() + " * * ? *)";
  }
}
