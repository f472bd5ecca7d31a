package io.pinflow.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pinflow.local.report.RestCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prometheus, which scrapes the Flink of the stack. */
final class PrometheusPart {

  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private final Home home;
  private final Ports ports;
  private final Optional<Path> program;
  private final Path monitoring;
  private final RestCall rest = new RestCall("Prometheus");

  PrometheusPart(Home home, Installation installation, Ports ports) {
    this.home = home;
    this.ports = ports;
    this.program = installation.prometheus();
    this.monitoring = installation.monitoring();
  }

  /** A Prometheus that runs takes up new targets by itself. */
  void prepare() throws IOException {
    Path conf = Files.createDirectories(home.prometheusConf());
    for (String file : List.of("prometheus.yml", "rules.yml")) {
      Files.copy(monitoring.resolve(file), conf.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    ArrayNode groups = JsonNodeFactory.instance.arrayNode();
    ArrayNode targets = groups.addObject().putArray("targets");
    ports.metrics().forEach(targets::add);
    Files.writeString(
        conf.resolve("targets.json"),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(groups));
  }

  PartSpec spec() {
    List<String> command =
        List.of(
            program.orElseThrow().toString(),
            "--config.file=" + home.prometheusConf().resolve("prometheus.yml"),
            "--storage.tsdb.path=" + home.prometheusData(),
            "--web.listen-address=127.0.0.1:" + ports.get(Port.PROMETHEUS));
    return new PartSpec(Part.PROMETHEUS, command, Map.of(), this::missing, START_LIMIT);
  }

  private String missing() {
    if (!FreePorts.answers(ports.get(Port.PROMETHEUS))) {
      return "nothing answers at " + ports.prometheus();
    }
    String data =
        rest.get(URI.create(ports.prometheus() + "/api/v1/status/flags"))
            .path("data")
            .path("storage.tsdb.path")
            .asText();
    return data.equals(home.prometheusData().toString())
        ? null
        : "another Prometheus answers at " + ports.prometheus();
  }
}
