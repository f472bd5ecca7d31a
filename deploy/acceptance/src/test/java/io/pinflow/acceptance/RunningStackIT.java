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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stack with running jobs, watched by a real Prometheus as docs/monitoring.md says and queried as
 * docs/sql-client.md says. The tests on Prometheus are skipped where it cannot be had: neither is
 * it on the PATH, nor can Debian's package be fetched.
 */
class RunningStackIT {

  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final int POSTS = 200;
  private static final Path MONITORING = Repository.root().resolve("deploy/local/monitoring");

  /** Expressions which give series only when something is wrong. */
  private static final Set<String> OF_FAILURES =
      Set.of("sum by (alertname, job_name) (ALERTS{alertstate=\"firing\"})");

  @TempDir static Path folder;

  private static Path home;
  private static CommandLine.Result monitor;

  @BeforeAll
  static void startEverything() throws IOException {
    home = folder.toRealPath().resolve("home");
    pinflow("up").expectSuccess();
    pinflow("submit", "RawArchiveJob").expectSuccess();
    pinflow("submit", "CleanJob").expectSuccess();
    pinflow("emulate", "--events=" + POSTS, "--seed=7").expectSuccess();
    monitor = pinflow("monitor");
    // A record which cannot become a row, and one that is there already.
    String gateway = found(pinflow("status").out(), "(?m)^ +gateway +up .*(http://\\S+)$");
    post(gateway, "{\"title\":\"no key\"}");
    post(gateway, "{\"index\":7,\"title\":\"twice\",\"follower_count\":\"1.2k\"}");
    post(gateway, "{\"index\":7,\"title\":\"twice\",\"follower_count\":\"1.2k\"}");
  }

  @AfterAll
  static void stopEverything() {
    pinflow("down").expectSuccess();
  }

  @Test
  void bothProcessesOfFlinkServeTheirMetrics() {
    String addresses = found(pinflow("status").out(), "(?m)^metrics (.*)$");
    assertThat(addresses.split(" ")).hasSize(2);
    assertThat(bash("curl -sf " + addresses).out())
        .contains("flink_jobmanager_job_uptime", "flink_taskmanager_job_task_numRecordsIn");
  }

  @Test
  void everyExpressionOfTheDashboardGivesSeries() throws IOException {
    PrometheusApi prometheus = prometheus();
    List<String> expressions = new ArrayList<>();
    for (JsonNode panel : json(MONITORING.resolve("dashboard.json")).path("panels")) {
      panel.path("targets").forEach(target -> expressions.add(target.path("expr").asText()));
    }
    assertThat(expressions).hasSizeGreaterThan(20).containsAll(OF_FAILURES).doesNotContain("");
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(expressions)
                    .filteredOn(expression -> prometheus.query(expression).isEmpty())
                    .containsExactlyElementsOf(OF_FAILURES));
  }

  @Test
  void everyRecordIsInOneOutcome() {
    PrometheusApi prometheus = prometheus();
    int records = 3 * POSTS + 3;
    await()
        .atMost(LIMIT)
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
        .isEqualTo(POSTS + 3);
    // Whatever the relabeling did not take would be counted twice by whoever reads both names.
    assertThat(
            prometheus.query(
                "{__name__=~\"flink_taskmanager_job_task_operator_kinesisanalytics_.*\"}"))
        .isEmpty();
  }

  @Test
  void prometheusAcceptsConfigurationAndRulesAndNoAlertFires() {
    PrometheusApi prometheus = prometheus();
    assertThat(
            promtool("check", "config", home.resolve("conf/prometheus/prometheus.yml").toString())
                .out())
        .contains("SUCCESS", "rules found");
    await()
        .atMost(LIMIT)
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
  void eachAlertFiresWhenItShould() throws IOException {
    PrometheusApi unused = prometheus();
    Path rules = folder.resolve("rules");
    Files.createDirectories(rules);
    Files.copy(MONITORING.resolve("rules.yml"), rules.resolve("rules.yml"));
    try (var test = RunningStackIT.class.getResourceAsStream("rules-test.yml")) {
      Files.copy(test, rules.resolve("rules-test.yml"));
    }
    assertThat(Files.readString(rules.resolve("rules-test.yml")))
        .contains(alertsOf(Files.readString(rules.resolve("rules.yml"))));
    assertThat(promtool("test", "rules", rules.resolve("rules-test.yml").toString()).out())
        .contains("SUCCESS");
  }

  @Test
  void sqlRunsAsTheDocsSay() throws IOException {
    Files.createSymbolicLink(folder.resolve("sql"), Repository.root().resolve("sql"));
    String lines =
        Markdown.text("docs/sql-client.md", "pinflow sql", "sh")
            .replaceAll(
                "(?m)^\\./pinflow sql (.*)$",
                Matcher.quoteReplacement(Repository.root() + "/pinflow")
                    + " sql $1 --home="
                    + Matcher.quoteReplacement(home.toString()));
    assertThat(lines).contains("--home=");
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              CommandLine.Result sql = bash(lines);
              assertThat(sql.out()).contains("category_count", "key-missing");
              assertThat(Files.readAllLines(folder.resolve("quarantined.csv")))
                  .hasSize(2)
                  .contains("pin,key-missing,ind,1");
            });
  }

  @Test
  void theGatewayAnswersAsTheDocsSay() {
    String address = found(pinflow("status").out(), "(?m)^ +sql-gateway +up .*(http://\\S+)$");
    String lines =
        Markdown.text("docs/sql-client.md", "SQL gateway", "sh")
            .replace("http://127.0.0.1:8083", address);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(bash(lines).out())
                    .containsPattern("\"fields\":\\[[1-9]\\d*\\]")
                    .contains("CLOSED"));
  }

  /** Of the alerts in a file of rules, the lines by which a test of them names each. */
  private static List<String> alertsOf(String rules) {
    return Pattern.compile("- alert: (\\w+)")
        .matcher(rules)
        .results()
        .map(alert -> "alertname: " + alert.group(1))
        .toList();
  }

  private static PrometheusApi prometheus() {
    assumeThat(monitor.err()).as("Prometheus can be had").doesNotContain("cannot be fetched");
    return new PrometheusApi(found(monitor.expectSuccess().out(), "(?m)^Prometheus: (\\S+)$"));
  }

  private static CommandLine.Result promtool(String... arguments) {
    Path prometheus = new Installation(Repository.root()).prometheus().orElseThrow();
    List<String> command = new ArrayList<>();
    command.add(prometheus.resolveSibling("promtool").toString());
    command.addAll(List.of(arguments));
    return CommandLine.of(command.toArray(String[]::new)).run(LIMIT).expectSuccess();
  }

  private static void post(String gateway, String pin) {
    CommandLine.Result unused =
        bash(
            "curl -sf -X POST %s/topics/pinflow.pin -H 'Content-Type: application/vnd.kafka.json.v2+json' -d '{\"records\":[{\"value\":%s}]}'"
                .formatted(gateway, pin));
  }

  private static CommandLine.Result bash(String lines) {
    return CommandLine.bash(lines, folder, Map.of("PINFLOW_SKIP_BUILD", "1"))
        .run(LIMIT)
        .expectSuccess();
  }

  private static CommandLine.Result pinflow(String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add("--home=" + home);
    return CommandLine.pinflow(command.toArray(String[]::new)).run(LIMIT);
  }

  private static String found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in\n" + text).isTrue();
    return matcher.group(1);
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
