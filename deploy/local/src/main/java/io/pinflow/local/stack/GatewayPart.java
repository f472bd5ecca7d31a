package io.pinflow.local.stack;

import io.pinflow.local.report.RestCall;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The REST gateway to which posts are sent. */
final class GatewayPart {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Home home;
  private final Ports ports;
  private final Path jar;
  private final RestCall rest = new RestCall("the gateway");

  GatewayPart(Home home, Installation installation, Ports ports) {
    this.home = home;
    this.ports = ports;
    this.jar = installation.localJar();
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
            .run(
                "io.pinflow.emulator.GatewayMain",
                List.of(
                    "--port",
                    Integer.toString(ports.get(Port.GATEWAY)),
                    "--bootstrap-servers",
                    ports.kafka()));
    return new PartSpec(Part.GATEWAY, command, Map.of(), this::missing, START_LIMIT);
  }

  private String missing() {
    if (!FreePorts.answers(ports.get(Port.GATEWAY))) {
      return "nothing answers at " + ports.gateway();
    }
    var unused = rest.get(URI.create(ports.gateway() + "/health"));
    return null;
  }
}
