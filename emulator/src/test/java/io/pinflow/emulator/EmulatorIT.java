package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.emulator.gateway.Gateway;
import io.pinflow.emulator.gateway.GatewayConfig;
import io.pinflow.emulator.generator.GeneratorConfig;
import io.pinflow.emulator.generator.PostGenerator;
import io.pinflow.emulator.route.RestKafkaRoute;
import io.pinflow.emulator.route.TopicNames;
import io.pinflow.emulator.source.FolderSource;
import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Posts on their whole way: source, route, gateway, real broker. */
@ExtendWith(RunningKafka.class)
class EmulatorIT {

  private static final int POSTS = 2_000;

  @Test
  void bringsEveryGeneratedRecordToItsTopicWhateverTheParallelism(KafkaTopics kafka)
      throws InterruptedException, ExecutionException {
    try (Gateway gateway = Gateway.start(GatewayConfig.of(0, kafka.bootstrapServers()))) {
      for (EmulatorConfig config :
          List.of(
              EmulatorConfig.defaults().withRequestsInFlight(1).withBatchRecords(70),
              EmulatorConfig.defaults().withRequestsInFlight(8))) {
        TopicNames topics = createTopics(kafka);
        EmulatorReport report = run(config, generated(), gateway.uri(), topics);

        assertThat(report.complete()).as("%s", report).isTrue();
        for (RecordKind kind : RecordKind.values()) {
          assertThat(stored(kafka, topics, kind)).isEqualTo(sorted(generated(), kind));
          assertThat(report.kinds().get(kind).ranges())
              .allMatch(range -> range.first().signum() == 0)
              .allMatch(range -> range.last().longValueExact() == range.records() - 1);
        }
      }
    }
  }

  @Test
  void losesNothingWhileTheBrokerIsAway(KafkaTopics kafka)
      throws InterruptedException, ExecutionException, IOException {
    TopicNames topics = createTopics(kafka);
    GatewayConfig impatient =
        GatewayConfig.of(0, kafka.bootstrapServers()).withBrokerTimeout(Duration.ofSeconds(2));
    try (Gateway gateway = Gateway.start(impatient)) {
      AtomicBoolean stopped = new AtomicBoolean();
      ProgressListener outage =
          progress -> {
            if (progress.acknowledged() > 300 && stopped.compareAndSet(false, true)) {
              kafka.broker().stop();
            }
            if (stopped.get() && progress.retried() > 0) {
              resume(kafka);
            }
          };

      EmulatorReport report =
          Emulator.run(
              EmulatorConfig.defaults().withPostsPerSecond(1_000).withBatchRecords(50),
              generated(),
              new RestKafkaRoute(gateway.uri(), topics),
              outage);

      assertThat(stopped).isTrue();
      assertThat(report.complete()).as("%s", report).isTrue();
      for (RecordKind kind : RecordKind.values()) {
        // At least once: a record whose acknowledgement was lost may be there twice.
        List<String> stored = stored(kafka, topics, kind);
        List<String> sent = sorted(generated(), kind);
        assertThat(new HashSet<>(stored)).isEqualTo(new HashSet<>(sent));
        assertThat(stored.size()).isGreaterThanOrEqualTo(sent.size());
      }
    }
  }

  @Test
  void answersWithRetriableErrorsWithinBoundsWhileTheBrokerIsAway(KafkaTopics kafka)
      throws InterruptedException, ExecutionException, IOException {
    String known = kafka.create(1);
    GatewayConfig impatient =
        GatewayConfig.of(0, kafka.bootstrapServers()).withBrokerTimeout(Duration.ofSeconds(1));
    try (Gateway gateway = Gateway.start(impatient)) {
      assertThat(post(gateway, known).statusCode()).isEqualTo(200);
      kafka.broker().stop();
      try {
        for (String topic : List.of(known, "never-seen")) {
          long start = System.nanoTime();
          HttpResponse<String> response = post(gateway, topic);
          assertThat(response.statusCode()).isEqualTo(500);
          assertThat(response.body()).startsWith("{\"error_code\":50003,\"message\":");
          assertThat(Duration.ofNanos(System.nanoTime() - start))
              .isLessThan(Duration.ofSeconds(10));
        }
        assertThat(get(gateway, "/health").statusCode()).isEqualTo(503);
        assertThat(get(gateway, "/topics").statusCode()).isEqualTo(500);
      } finally {
        kafka.broker().resume();
      }

      EmulatorReport report =
          run(
              EmulatorConfig.defaults(),
              new PostGenerator(new GeneratorConfig(1, 10)).source(10),
              gateway.uri(),
              createTopics(kafka));
      assertThat(report.complete()).as("%s", report).isTrue();
      assertThat(kafka.read(known)).hasSizeBetween(1, 2);
    }
  }

  @Test
  void replaysAFolderByteForByteWithWhatIsNoJson(KafkaTopics kafka, @TempDir Path folder)
      throws InterruptedException, ExecutionException, IOException {
    List<String> pins =
        List.of("{\"index\": 1.0, \"title\": \"é\u00a0\"}", "no json", " {\"index\":2}", "[]");
    Files.writeString(folder.resolve("pin.jsonl"), String.join("\n", pins));
    Files.writeString(folder.resolve("geo.jsonl"), "{\"ind\":1}\n");
    Files.writeString(folder.resolve("user.jsonl"), "");
    TopicNames topics = createTopics(kafka);
    try (Gateway gateway = Gateway.start(GatewayConfig.of(0, kafka.bootstrapServers()));
        FolderSource source = FolderSource.open(folder)) {
      EmulatorReport report = run(EmulatorConfig.defaults(), source, gateway.uri(), topics);

      assertThat(report.complete()).as("%s", report).isTrue();
      assertThat(stored(kafka, topics, RecordKind.PIN)).hasSameElementsAs(pins).hasSize(4);
      assertThat(stored(kafka, topics, RecordKind.GEO)).containsExactly("{\"ind\":1}");
    }
  }

  @Test
  void reportsTheTopicsThatDoNotExist(KafkaTopics kafka) throws InterruptedException {
    try (Gateway gateway = Gateway.start(GatewayConfig.of(0, kafka.bootstrapServers()))) {
      EmulatorReport report =
          run(
              EmulatorConfig.defaults(),
              new PostGenerator(new GeneratorConfig(1, 10)).source(3),
              gateway.uri(),
              TopicNames.of("missing"));

      assertThat(report.acknowledged()).isZero();
      assertThat(report.failed()).isEqualTo(9);
      assertThat(report.failures().get(0).reason()).contains("404 40401").contains("missing.");
    }
  }

  @Test
  void findsTheRecordThatIsTooLargeForARequest(KafkaTopics kafka, @TempDir Path folder)
      throws InterruptedException, ExecutionException, IOException {
    Files.writeString(
        folder.resolve("pin.jsonl"),
        "{\"a\":1}\n{\"a\":\"" + "x".repeat(3000) + "\"}\n{\"a\":3}\n");
    Files.writeString(folder.resolve("geo.jsonl"), "");
    Files.writeString(folder.resolve("user.jsonl"), "");
    TopicNames topics = createTopics(kafka);
    try (Gateway gateway =
            Gateway.start(GatewayConfig.of(0, kafka.bootstrapServers()).withMaxRequestBytes(2000));
        FolderSource source = FolderSource.open(folder)) {
      EmulatorReport report = run(EmulatorConfig.defaults(), source, gateway.uri(), topics);

      assertThat(report.failures())
          .singleElement()
          .satisfies(failure -> assertThat(failure.post()).isEqualTo(1))
          .satisfies(failure -> assertThat(failure.reason()).contains("413"));
      assertThat(stored(kafka, topics, RecordKind.PIN)).containsExactly("{\"a\":1}", "{\"a\":3}");
    }
  }

  private static void resume(KafkaTopics kafka) {
    try {
      kafka.broker().resume();
    } catch (IllegalStateException alreadyRunning) {
      // Resumed at an earlier tick.
    }
  }

  private static EmulatorReport run(
      EmulatorConfig config, PostSource source, URI gateway, TopicNames topics)
      throws InterruptedException {
    try (RestKafkaRoute route = new RestKafkaRoute(gateway, topics)) {
      return Emulator.run(config, source, route, ProgressListener.NONE);
    }
  }

  private static PostSource generated() {
    return new PostGenerator(GeneratorConfig.ofSeed(11)).source(POSTS);
  }

  private static TopicNames createTopics(KafkaTopics kafka)
      throws InterruptedException, ExecutionException {
    TopicNames topics = TopicNames.of("posts-" + UUID.randomUUID());
    for (RecordKind kind : RecordKind.values()) {
      kafka.create(topics.topic(kind), 3, Map.of());
    }
    return topics;
  }

  private static List<String> stored(KafkaTopics kafka, TopicNames topics, RecordKind kind) {
    return kafka.read(topics.topic(kind)).stream()
        .map(record -> new String(record.value(), UTF_8))
        .sorted()
        .toList();
  }

  private static List<String> sorted(PostSource source, RecordKind kind) {
    List<String> payloads = new ArrayList<>();
    Optional<Post> post;
    while ((post = source.next()).isPresent()) {
      post.get().records().stream()
          .filter(record -> record.kind() == kind)
          .forEach(record -> payloads.add(new String(record.payload(), UTF_8)));
    }
    return payloads.stream().sorted().toList();
  }

  private static HttpResponse<String> post(Gateway gateway, String topic)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(gateway.uri().resolve("/topics/" + topic))
                .header("Content-Type", "application/vnd.kafka.json.v2+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"records\":[{\"value\":1}]}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(Gateway gateway, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(gateway.uri().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
