package io.pinflow.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The S3 server, which keeps its objects as files below the home. */
final class S3Part {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Home home;
  private final Ports ports;
  private final Credentials credentials;
  private final String libraries;

  S3Part(Home home, Installation installation, Ports ports, Credentials credentials) {
    this.home = home;
    this.ports = ports;
    this.credentials = credentials;
    this.libraries = installation.s3Lib() + "/*";
  }

  void prepare() throws IOException {
    Files.createDirectories(home.s3Data());
    PrivateFile.write(configuration(), S3Config.properties(home, ports, credentials));
    Resources.copy("logback.xml", logging());
  }

  PartSpec spec() {
    List<String> command =
        JavaCommand.create()
            .heap("64m", "384m")
            .marker(home, Part.S3.label())
            .option("-Dlogback.configurationFile=" + logging())
            .classPath(libraries)
            .run("org.gaul.s3proxy.Main", List.of("--properties", configuration().toString()));
    return new PartSpec(Part.S3, command, Map.of(), this::missing, START_LIMIT);
  }

  private String missing() {
    if (!FreePorts.answers(ports.get(Port.S3))) {
      return "nothing answers at " + ports.s3();
    }
    try (ObjectStore store = ObjectStore.at(ports, credentials)) {
      store.createBucket(Lake.BUCKET);
      return null;
    }
  }

  private Path configuration() {
    return home.conf().resolve("s3.properties");
  }

  private Path logging() {
    return home.conf().resolve("s3-logback.xml");
  }
}
