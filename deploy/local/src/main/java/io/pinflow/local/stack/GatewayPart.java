package io.pinflow.local.stack;

import io.pinflow.local.report.RestCall;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The REST gateway to which posts are sent. */
final class GatewayPart {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Home home;
  private final Ports ports;
  private final Path jar;
  private final boolean kinesis;
  private final RestCall rest = new RestCall("the gateway");

  GatewayPart(Home home, Installation installation, Ports ports) {
    this.home = home;
    this.ports = ports;
    this.jar = installation.localJar();
    this.kinesis = installation.kinesisServer().isPresent();
  }

  PartSpec spec() {
    List<String> command =
        JavaCommand.create()
            .heap("64m", "256m")
            .marker(home, Part.GATEWAY.label())
            .option("-Dorg.slf4j.simpleLogger.showDateTime=true")
            .option("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss,SSS")
            .option("-Dorg.slf4j.simpleLogger.log.org.apache.kafka=warn")
            .classPath(jar.toString())
            .run("io.pinflow.emulator.GatewayMain", arguments());
    return new PartSpec(
        Part.GATEWAY, command, KinesisPart.credentials(), this::missing, START_LIMIT);
  }

  private List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--port",
                Integer.toString(ports.get(Port.GATEWAY)),
                "--bootstrap-servers",
                ports.kafka()));
    if (kinesis) {
      arguments.addAll(List.of("--kinesis-endpoint", ports.kinesis(), "--region", Lake.REGION));
    }
    return arguments;
  }

  private String missing() {
    if (!FreePorts.answers(ports.get(Port.GATEWAY))) {
      return "nothing answers at " + ports.gateway();
    }
    var unused = rest.get(URI.create(ports.gateway() + "/health"));
    return null;
  }
}
