package io.pinflow.local.command;

import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.emulator.route.KafkaRoute;
import io.pinflow.emulator.route.KinesisRoute;
import io.pinflow.emulator.route.KinesisTarget;
import io.pinflow.emulator.route.RestKafkaRoute;
import io.pinflow.emulator.route.RestKinesisRoute;
import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.route.StreamNames;
import io.pinflow.emulator.route.TopicNames;
import io.pinflow.emulator.secret.Secret;
import io.pinflow.local.post.Destination;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Lake;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How posts get to the pipeline's inputs, and where these are. */
final class RouteOptions {

  private static final String API_KEY_VARIABLE = "PINFLOW_API_KEY";
  private static final String REST_KAFKA = "rest-kafka";
  private static final String REST_KINESIS = "rest-kinesis";
  private static final String KAFKA = "kafka";
  private static final String KINESIS = "kinesis";

  @Option(
      names = "--route",
      paramLabel = "ROUTE",
      defaultValue = REST_KAFKA,
      description = {
        "rest-kafka: to topics through the REST API (default); rest-kinesis: to streams through it;",
        "kafka, kinesis: straight to topics or streams."
      })
  private String route;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description = {
        "Post there instead of to the running stack: the REST API's URL with its stage,",
        "Kafka's HOST:PORT, or Kinesis' AWS region. AWS credentials come from the environment or a profile."
      })
  private String to;

  @Option(
      names = "--id",
      paramLabel = "ID",
      defaultValue = Lake.ID,
      description =
          "The id in the names of topics, ID.pin, and streams, streaming-ID-pin (default: "
              + "${DEFAULT-VALUE}).")
  private String id;

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description = "Holds the REST API's key; otherwise " + API_KEY_VARIABLE + " does, if set.")
  private Path apiKeyFile;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Properties of Kafka's client, such as security.protocol, for --route kafka.")
  private Path kafkaConfig;

  /** Whether posts go elsewhere than to the stack of this machine. */
  boolean elsewhere() {
    return to != null;
  }

  /** The parts of the stack which the route leads through. */
  Set<Part> parts() {
    return switch (route) {
      case REST_KAFKA -> EnumSet.of(Part.KAFKA, Part.GATEWAY);
      case REST_KINESIS -> EnumSet.of(Part.KINESIS, Part.GATEWAY);
      case KAFKA -> EnumSet.of(Part.KAFKA);
      case KINESIS -> EnumSet.of(Part.KINESIS);
      default ->
          throw LocalErrors.outOfRange(
              "--route",
              route,
              "one of " + String.join(", ", REST_KAFKA, REST_KINESIS, KAFKA, KINESIS));
    };
  }

  /** Checks what was asked for, so that nothing is started in vain. */
  void check() {
    parts();
    if (kafkaConfig != null && !route.equals(KAFKA)) {
      throw LocalErrors.onlyWith("--kafka-config", "--route kafka");
    }
    if (apiKeyFile != null && !route.startsWith("rest-")) {
      throw LocalErrors.onlyWith("--api-key-file", "a --route through the REST API");
    }
  }

  /** Where posts go when they go elsewhere. */
  Destination open() {
    return open(to, () -> KinesisTarget.aws(to, Optional.empty()));
  }

  /** Where posts go in the running stack. */
  Destination open(Ports ports) {
    String address =
        route.equals(KAFKA)
            ? ports.kafka()
            : route.equals(KINESIS) ? ports.kinesis() : ports.gateway();
    return open(address, () -> KinesisTarget.local(URI.create(ports.kinesis()), Lake.REGION));
  }

  private Destination open(String address, Supplier<KinesisTarget> kinesis) {
    try {
      Route opened =
          switch (route) {
            case REST_KAFKA -> new RestKafkaRoute(url(address), TopicNames.of(id), apiKey());
            case REST_KINESIS -> new RestKinesisRoute(url(address), StreamNames.of(id), apiKey());
            case KAFKA -> KafkaRoute.create(address, TopicNames.of(id), kafkaSettings());
            default -> KinesisRoute.create(kinesis.get(), StreamNames.of(id));
          };
      return new Destination(address, opened);
    } catch (EmulatorException e) {
      throw LocalErrors.postsUnusable(e.getMessage());
    }
  }

  private static URI url(String address) {
    try {
      URI url = URI.create(address);
      if (url.getHost() != null && url.getScheme() != null && url.getScheme().startsWith("http")) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw LocalErrors.outOfRange("--to", address, "the REST API's URL, http://... or https://...");
  }

  private Optional<Secret> apiKey() {
    return apiKeyFile == null
        ? Secret.fromEnvironment(System.getenv(), API_KEY_VARIABLE)
        : Optional.of(Secret.fromFile(apiKeyFile));
  }

  private Map<String, String> kafkaSettings() {
    if (kafkaConfig == null) {
      return Map.of();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(kafkaConfig)) {
      properties.load(reader);
    } catch (IOException e) {
      throw LocalErrors.missingFile("--kafka-config", kafkaConfig);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }
}
