package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.local.stack.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A stack watched by a real Prometheus as docs/monitoring.md says. The tests on Prometheus are
 * skipped where it cannot be had: neither is it on the PATH, nor can Debian's package be fetched.
 */
interface MonitoringBehaviour {

  Path MONITORING = Repository.root().resolve("deploy/local/monitoring");

  /** Expressions which give series only when something is wrong. */
  Set<String> OF_FAILURES = Set.of("sum by (alertname, job_name) (ALERTS{alertstate=\"firing\"})");

  /** The place of what waits for Prometheus, which looks at the processes and rules meanwhile. */
  int LATE = Order.DEFAULT + 1;

  RunningStack stack();

  @Test
  default void bothProcessesOfFlinkServeTheirMetrics() {
    String addresses = RunningStack.found(stack().status(), "(?m)^metrics (.*)$");
    assertThat(addresses.split(" ")).hasSize(2);
    assertThat(stack().bash("curl -sf " + addresses).out())
        .contains("flink_jobmanager_job_uptime", "flink_taskmanager_job_task_numRecordsIn");
  }

  @Test
  @Order(LATE)
  default void everyExpressionOfTheDashboardGivesSeries() throws IOException {
    PrometheusApi prometheus = prometheus();
    List<String> expressions = new ArrayList<>();
    for (JsonNode panel : json(MONITORING.resolve("dashboard.json")).path("panels")) {
      panel.path("targets").forEach(target -> expressions.add(target.path("expr").asText()));
    }
    assertThat(expressions).hasSizeGreaterThan(20).containsAll(OF_FAILURES).doesNotContain("");
    await()
        .atMost(RunningStack.LIMIT)
        .untilAsserted(
            () ->
                assertThat(expressions)
                    .filteredOn(expression -> prometheus.query(expression).isEmpty())
                    .containsExactlyElementsOf(OF_FAILURES));
  }

  @Test
  @Order(LATE)
  default void everyRecordIsInOneOutcome() {
    PrometheusApi prometheus = prometheus();
    int records = RunningStack.RECORDS;
    await()
        .atMost(RunningStack.LIMIT)
        .untilAsserted(
            () -> {
              assertThat(prometheus.number("sum(pinflow_records_received)")).isEqualTo(records);
              assertThat(prometheus.number("sum(pinflow_records)")).isEqualTo(records);
              assertThat(prometheus.number("sum(pinflow_archive_received)")).isEqualTo(records);
            });
    assertThat(prometheus.number("sum(pinflow_records{kind=\"pin\",outcome=\"quarantined\"})"))
        .isEqualTo(1);
    assertThat(prometheus.number("sum(pinflow_failures{kind=\"pin\",code=\"key_missing\"})"))
        .isEqualTo(1);
    assertThat(prometheus.number("sum(pinflow_archive_received{source=\"pinflow_pin\"})"))
        .isEqualTo(RunningStack.POSTS + RunningStack.PINS.size());
    // Whatever the relabeling did not take would be counted twice by whoever reads both names.
    assertThat(
            prometheus.query(
                "{__name__=~\"flink_taskmanager_job_task_operator_kinesisanalytics_.*\"}"))
        .isEmpty();
  }

  @Test
  @Order(LATE)
  default void prometheusAcceptsConfigurationAndRulesAndNoAlertFires() {
    PrometheusApi prometheus = prometheus();
    Path configuration = stack().home().resolve("conf/prometheus/prometheus.yml");
    assertThat(promtool("check", "config", configuration.toString()).out())
        .contains("SUCCESS", "rules found");
    await()
        .atMost(RunningStack.LIMIT)
        .untilAsserted(
            () -> {
              List<JsonNode> rules = new ArrayList<>();
              prometheus.alertRules().forEach(group -> group.path("rules").forEach(rules::add));
              assertThat(rules)
                  .hasSizeGreaterThanOrEqualTo(7)
                  .allSatisfy(rule -> assertThat(rule.path("health").asText()).isEqualTo("ok"))
                  .noneSatisfy(rule -> assertThat(rule.path("state").asText()).isEqualTo("firing"));
            });
  }

  @Test
  default void eachAlertFiresWhenItShould() throws IOException {
    PrometheusApi unused = prometheus();
    Path rules = Files.createDirectories(stack().folder().resolve("rules"));
    Files.copy(MONITORING.resolve("rules.yml"), rules.resolve("rules.yml"));
    try (var test = MonitoringBehaviour.class.getResourceAsStream("rules-test.yml")) {
      Files.copy(test, rules.resolve("rules-test.yml"));
    }
    assertThat(Files.readString(rules.resolve("rules-test.yml")))
        .contains(alertsOf(Files.readString(rules.resolve("rules.yml"))));
    assertThat(promtool("test", "rules", rules.resolve("rules-test.yml").toString()).out())
        .contains("SUCCESS");
  }

  private PrometheusApi prometheus() {
    CommandLine.Result monitor = stack().monitor();
    assumeThat(monitor.err()).as("Prometheus can be had").doesNotContain("cannot be fetched");
    return new PrometheusApi(
        RunningStack.found(monitor.expectSuccess().out(), "(?m)^Prometheus: (\\S+)$"));
  }

  /** Of the alerts in a file of rules, the lines by which a test of them names each. */
  private static List<String> alertsOf(String rules) {
    return Pattern.compile("- alert: (\\w+)")
        .matcher(rules)
        .results()
        .map(alert -> "alertname: " + alert.group(1))
        .toList();
  }

  private static CommandLine.Result promtool(String... arguments) {
    Path prometheus = new Installation(Repository.root()).prometheus().orElseThrow();
    List<String> command = new ArrayList<>();
    command.add(prometheus.resolveSibling("promtool").toString());
    command.addAll(List.of(arguments));
    return CommandLine.of(command.toArray(String[]::new)).run(RunningStack.LIMIT).expectSuccess();
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
