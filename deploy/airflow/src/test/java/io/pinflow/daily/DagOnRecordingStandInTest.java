package io.pinflow.daily;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The DAG's file, executed by Python against a recording stand-in for Airflow and AWS: what it asks
 * of them, not what they make of it.
 */
class DagOnRecordingStandInTest {

  private static final Path DAG = Path.of("dags/pinflow_daily.py");
  private static final Path STAND_IN =
      Path.of("src/test/resources/io/pinflow/daily/recording_airflow.py");

  private static JsonNode recorded;

  @BeforeAll
  static void executeTheFile() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        python("-c", "import sys; sys.exit(sys.version_info < (3, 9))").exitValue() == 0,
        "python3, 3.9 or newer, is not on the PATH: the DAG cannot be executed");
    Process run = python(STAND_IN.toString(), DAG.toString());
    try (InputStream out = run.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(run.waitFor()).as(text).isZero();
      recorded = new ObjectMapper().readTree(text);
    }
  }

  @Test
  void runsOnceADayAtTheListedTimeOneRunAtATime() {
    DailySteps daily = DailySteps.read();
    JsonNode dag = recorded.get("dag");

    assertThat(dag.get("dag_id").asText()).isEqualTo("pinflow_daily");
    assertThat(dag.get("schedule").asText())
        .isEqualTo(daily.start().getMinute() + " " + daily.start().getHour() + " * * *");
    assertThat(dag.get("start_date").asText()).endsWith("+00:00");
    assertThat(dag.get("max_active_runs").asInt()).isEqualTo(1);
    assertThat(dag.get("catchup").asBoolean()).isFalse();
  }

  @Test
  void hasTheListedStepsOneAfterTheOther() {
    List<String> names = new ArrayList<>();
    List<String> applications = new ArrayList<>();
    List<String> before = new ArrayList<>();
    for (JsonNode task : recorded.get("tasks")) {
      names.add(task.get("id").asText());
      applications.add(task.at("/templates/application").asText());
      task.get("upstream").forEach(upstream -> before.add(upstream.asText()));
      assertThat(task.at("/templates/date").asText()).isEqualTo("{{ ds }}");
    }

    List<DailySteps.Step> steps = DailySteps.read().steps();
    assertThat(names).containsExactlyElementsOf(steps.stream().map(DailySteps.Step::name).toList());
    assertThat(before).containsExactlyElementsOf(names.subList(0, names.size() - 1));
    assertThat(applications)
        .containsExactlyElementsOf(
            steps.stream()
                .map(step -> "pinflow-{{ var.value.pinflow_stage }}-" + step.job())
                .toList());
  }

  @Test
  void triesAStepThreeTimesEachWithinALimit() {
    for (JsonNode task : recorded.get("tasks")) {
      JsonNode arguments = task.get("arguments");
      assertThat(arguments.get("retries").asInt()).isEqualTo(2);
      assertThat(arguments.get("retry_delay").asInt()).isEqualTo(600);
      assertThat(arguments.get("execution_timeout").asInt()).isEqualTo(75 * 60);
      assertThat(arguments.get("on_failure_callback").asText()).isEqualTo("stop_application");
      assertThat(arguments.get("on_retry_callback").asText()).isEqualTo("stop_application");
    }
  }

  @Test
  void startsAStepAnewForItsDateAndWaitsForItsReportWithoutAWorker() {
    JsonNode started = recorded.get("started");

    assertThat(calls(started))
        .containsExactly(
            "get_waiter",
            "wait",
            "update_application",
            "delete_objects",
            "start_application",
            "defer");
    JsonNode update = call(started, "update_application");
    assertThat(update.get("CurrentApplicationVersionId").asInt()).isEqualTo(7);
    JsonNode groups =
        update.at("/ApplicationConfigurationUpdate/EnvironmentPropertyUpdates/PropertyGroups");
    assertThat(groups.toString())
        .isEqualTo(
            "[{\"PropertyGroupId\":\"pinflow\",\"PropertyMap\":{\"job\":\"SqlJob\"}},"
                + "{\"PropertyGroupId\":\"SqlJob\",\"PropertyMap\":{\"table-root\":\"s3://b/lake\","
                + "\"date\":\"2024-01-31\","
                + "\"run-report\":\"s3://b/lake/_runs/2024-01-31/SqlJob.json\"}}]");
    assertThat(call(started, "delete_objects").toString())
        .isEqualTo("[\"b\",\"lake/_runs/2024-01-31/SqlJob.json\"]");
    assertThat(call(started, "start_application").toString())
        .contains("pinflow-dev-SqlJob", "SKIP_RESTORE_FROM_SNAPSHOT");
    JsonNode deferral = call(started, "defer");
    assertThat(deferral.at("/trigger/bucket_key").asText())
        .isEqualTo("lake/_runs/2024-01-31/SqlJob.json");
    assertThat(deferral.get("method").asText()).isEqualTo("finish");
    assertThat(deferral.get("timeout").asInt()).isEqualTo(3_600);
  }

  @Test
  void stopsWhatStillRunsBeforeItStartsAnew() {
    JsonNode started = recorded.get("started while it runs");

    assertThat(calls(started)).startsWith("stop_application", "get_waiter", "wait");
    assertThat(call(started, "stop_application").get("Force").asBoolean()).isTrue();
  }

  @Test
  void stopsAnApplicationWhoseJobHasFinished() {
    JsonNode finished = recorded.get("finished");

    assertThat(finished.get("ended").asText()).isEqualTo("returned");
    assertThat(calls(finished)).containsExactly("read_key", "stop_application");
  }

  @Test
  void aBrokenCheckFailsTheRunWithItsReasonAndIsNotTriedAgain() {
    assertThat(recorded.at("/refused/ended").asText())
        .isEqualTo("AirflowFailException: pinflow-dev-SqlJob for 2024-01-31: 2 checks are broken");
    assertThat(recorded.at("/failed/ended").asText())
        .isEqualTo("AirflowException: pinflow-dev-SqlJob for 2024-01-31: disk");
    assertThat(recorded.at("/unreachable/ended").asText())
        .startsWith("AirflowException: ")
        .contains("s3://b/lake/_runs/2024-01-31/SqlJob.json", "denied");
  }

  @Test
  void anApplicationOfAStepWhichIsGivenUpIsStopped() {
    assertThat(calls(recorded.get("given up"))).containsExactly("stop_application");
    assertThat(calls(recorded.get("given up after its end"))).isEmpty();
  }

  private static List<String> calls(JsonNode outcome) {
    List<String> calls = new ArrayList<>();
    outcome.get("calls").forEach(call -> calls.add(call.get(0).asText()));
    return calls;
  }

  private static JsonNode call(JsonNode outcome, String name) {
    for (JsonNode call : outcome.get("calls")) {
      if (call.get(0).asText().equals(name)) {
        return call.get(1);
      }
    }
    throw new AssertionError("No " + name + " in " + outcome);
  }

  /** A Python that has ended, or is about to print. */
  private static Process python(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", "-B"));
    command.addAll(List.of(arguments));
    try {
      Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
      assertThat(python.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
      return python;
    } catch (IOException e) {
      return Assumptions.<Process>abort("python3 is not on the PATH: the DAG cannot be executed");
    }
  }
}
