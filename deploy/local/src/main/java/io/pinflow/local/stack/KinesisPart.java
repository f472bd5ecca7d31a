package io.pinflow.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Kinesis server, which Node runs. It keeps its streams in memory and writes them to the home
 * every few seconds and when it is asked to end; what is younger is lost if it is killed.
 */
final class KinesisPart {

  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private final Home home;
  private final Ports ports;
  private final Optional<Path> server;

  KinesisPart(Home home, Installation installation, Ports ports) {
    this.home = home;
    this.ports = ports;
    this.server = installation.kinesisServer();
  }

  void prepare() throws IOException {
    Files.createDirectories(home.kinesisData());
  }

  PartSpec spec() {
    List<String> command =
        List.of(
            "node",
            server.orElseThrow().toString(),
            "-Dpinflow.part=" + Part.KINESIS.label(),
            JavaCommand.homeMarker(home));
    Map<String, String> environment =
        Map.of(
            "KINESIS_MOCK_PLAIN_PORT",
            Integer.toString(ports.get(Port.KINESIS)),
            "KINESIS_MOCK_TLS_PORT",
            Integer.toString(ports.get(Port.KINESIS_TLS)),
            "AWS_REGION",
            Lake.REGION,
            "SHOULD_PERSIST_DATA",
            "true",
            "PERSIST_PATH",
            home.kinesisData().toString(),
            "LOG_LEVEL",
            "WARN");
    return new PartSpec(Part.KINESIS, command, environment, this::missing, START_LIMIT);
  }

  /** Of whoever talks to the server, which takes any but wants some. */
  static Map<String, String> credentials() {
    return Map.of("AWS_ACCESS_KEY_ID", "pinflow", "AWS_SECRET_ACCESS_KEY", "pinflow");
  }

  private String missing() {
    if (!FreePorts.answers(ports.get(Port.KINESIS))) {
      return "nothing answers at " + ports.kinesis();
    }
    try (Streams streams = Streams.at(ports.kinesis())) {
      streams.create(Lake.streams(), Lake.PARTITIONS);
      return streams.notActive(Lake.streams()).map(name -> name + " is not active").orElse(null);
    }
  }
}
