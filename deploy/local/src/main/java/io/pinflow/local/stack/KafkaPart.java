package io.pinflow.local.stack;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/** The broker. */
final class KafkaPart {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Home home;
  private final Ports ports;
  private final String libraries;

  KafkaPart(Home home, Installation installation, Ports ports) {
    this.home = home;
    this.ports = ports;
    this.libraries = installation.kafkaLib() + "/*";
  }

  void prepare() throws IOException {
    Files.writeString(configuration(), KafkaConfig.properties(home, ports));
    Resources.copy("log4j.properties", logging());
    Files.createDirectories(home.kafkaData());
  }

  /** At first use the storage must get the cluster's id. */
  private void format() {
    if (!Files.exists(storage())) {
      List<String> format =
          java("kafka-format", "32m", "256m")
              .lightCompilation()
              .run(
                  "kafka.tools.StorageTool",
                  List.of(
                      "format",
                      "-t",
                      clusterId(),
                      "-c",
                      configuration().toString(),
                      "--ignore-formatted"));
      new ShortProcess(home, "kafka-format").run(format, Map.of());
    }
  }

  PartSpec spec() {
    format();
    List<String> command =
        java(Part.KAFKA.label(), "128m", "384m")
            .run("kafka.Kafka", List.of(configuration().toString()));
    return new PartSpec(Part.KAFKA, command, Map.of(), this::missing, START_LIMIT);
  }

  private String missing() throws IOException {
    if (!FreePorts.answers(ports.get(Port.KAFKA))) {
      return "nothing answers at " + ports.kafka();
    }
    try (Broker broker = new Broker(ports.kafka())) {
      if (!broker.clusterId().equals(storedClusterId())) {
        return "another Kafka answers at " + ports.kafka();
      }
      broker.createTopics(Lake.topics(), Lake.PARTITIONS);
      return null;
    }
  }

  private String storedClusterId() throws IOException {
    Properties storage = new Properties();
    try (Reader reader = Files.newBufferedReader(storage())) {
      storage.load(reader);
    }
    return storage.getProperty("cluster.id");
  }

  private Path storage() {
    return home.kafkaData().resolve("meta.properties");
  }

  private JavaCommand java(String name, String heap, String maxHeap) {
    return JavaCommand.create()
        .heap(heap, maxHeap)
        .marker(home, name)
        .option("-Dlog4j.configuration=" + logging().toUri())
        .classPath(libraries);
  }

  private Path configuration() {
    return home.conf().resolve("kafka.properties");
  }

  private Path logging() {
    return home.conf().resolve("kafka-log4j.properties");
  }

  /** Kafka's own form of an id: 16 bytes in URL-safe base64. */
  private static String clusterId() {
    UUID id = UUID.randomUUID();
    byte[] bytes =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    // A leading dash would be read as an option.
    return text.startsWith("-") ? "A" + text.substring(1) : text;
  }
}
