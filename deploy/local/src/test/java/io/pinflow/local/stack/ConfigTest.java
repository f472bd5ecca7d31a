package io.pinflow.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

  @TempDir private Path folder;
  private Home home;
  private final Ports ports =
      Ports.choose(Map.of(Part.S3, 4002), Optional.empty(), Set.of(), port -> true);
  private final Credentials credentials = new Credentials("key", "it's secret");

  @BeforeEach
  void open() {
    home = Home.at(folder.resolve("home"));
  }

  @Test
  void everyAddressFlinkListensOnIsTheLoopback() {
    Map<String, String> config = FlinkConfig.of(home, ports, credentials);
    assertThat(config)
        .containsEntry("jobmanager.bind-host", "127.0.0.1")
        .containsEntry("taskmanager.bind-host", "127.0.0.1")
        .containsEntry("rest.bind-address", "127.0.0.1")
        .containsEntry("s3.endpoint", "http://127.0.0.1:4002")
        .containsEntry("delta.table-root", "s3://pinflow/lake");
    assertThat(FlinkConfig.sqlGateway(ports))
        .containsEntry("sql-gateway.endpoint.rest.bind-address", "127.0.0.1")
        .containsEntry("sql-gateway.endpoint.rest.bind-port", "8083");
  }

  @Test
  void sqlClientsGatewayIsFreeToChooseItsPort() {
    assertThat(FlinkConfig.of(home, ports, credentials).keySet())
        .noneMatch(key -> key.startsWith("sql-gateway."));
  }

  @Test
  void metricsAreServedByTheProcessesWhichAreGivenAPortForThem() {
    assertThat(FlinkConfig.of(home, ports, credentials).keySet())
        .noneMatch(key -> key.startsWith("metrics.reporter"));
    assertThat(FlinkConfig.metrics(9249).values())
        .containsExactly("io.pinflow.metrics.LoopbackPrometheusReporterFactory", "9249");
    assertThat(ports.metrics()).containsExactly("127.0.0.1:9249", "127.0.0.1:9250");
  }

  @Test
  void stateOutlivesJobsOnTheHomesOwnDisk() {
    Map<String, String> config = FlinkConfig.of(home, ports, credentials);
    assertThat(config)
        .containsEntry(
            "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION")
        .containsEntry("execution.checkpointing.dir", "file://" + home.checkpoints());
  }

  @Test
  void yamlQuotesEveryValue() {
    assertThat(FlinkConfig.yaml(FlinkConfig.of(home, ports, credentials)))
        .contains("s3.secret-key: 'it''s secret'\n")
        .contains("rest.port: '8081'\n");
  }

  @Test
  void kafkaListensOnTheLoopbackAndNeverDropsRecords() throws java.io.IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(KafkaConfig.properties(home, ports)));
    assertThat(properties)
        .containsEntry("listeners", "PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093")
        .containsEntry("log.dirs", home.kafkaData().toString())
        .containsEntry("log.retention.ms", "-1")
        .containsEntry("auto.create.topics.enable", "false");
  }

  @Test
  void s3ServesTheHomesFolderToItsOwnKeysOnly() throws java.io.IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(S3Config.properties(home, ports, credentials)));
    assertThat(properties)
        .containsEntry("s3proxy.endpoint", "http://127.0.0.1:4002")
        .containsEntry("s3proxy.authorization", "aws-v2-or-v4")
        .containsEntry("s3proxy.credential", "it's secret")
        .containsEntry("jclouds.filesystem.basedir", home.s3Data().toString());
  }

  @Test
  void memoryToolsAnswerIsFoundAmongItsLogLines() {
    String mark = "BASH_JAVA_UTILS_EXEC_RESULT:";
    String output = "INFO something\n" + mark + "-Xmx1m -Xms1m\n" + mark + "-D a=1 -D b=2\n";
    assertThat(TaskManagerMemory.parse(output)).containsExactly("-Xmx1m -Xms1m", "-D a=1 -D b=2");
    assertThat(TaskManagerMemory.words(" -D a=1  -D b=2 "))
        .isEqualTo(List.of("-D", "a=1", "-D", "b=2"));
    assertThatThrownBy(() -> TaskManagerMemory.parse("INFO something\n"))
        .hasMessageContaining("0 results instead of 2");
  }
}
