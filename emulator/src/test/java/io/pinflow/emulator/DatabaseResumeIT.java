package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.emulator.generator.GeneratorConfig;
import io.pinflow.emulator.route.TopicNames;
import io.pinflow.emulator.source.database.DatabaseLogin;
import io.pinflow.schema.RecordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** MariaDB to Kafka, both real, by an emulator that is killed on the way. */
@ExtendWith({RunningKafka.class, RunningMariaDb.class})
class DatabaseResumeIT {

  private static final int ROWS = GeneratorConfig.REAL_CATALOGUE_SIZE;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void bringsEveryRowToItsTopicThoughItIsKilledTwice(MariaDb database, KafkaTopics kafka)
      throws InterruptedException, ExecutionException, SQLException, IOException {
    load(database);
    TopicNames topics = TopicNames.of("id-" + UUID.randomUUID());
    for (RecordKind kind : RecordKind.values()) {
      kafka.create(topics.topic(kind), 2, Map.of());
    }

    for (int settled : List.of(1_500, 4_000)) {
      Process killed = post(database, kafka, topics, 2_500);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> postsInState() >= settled);
      killed.destroyForcibly().waitFor();
      assertThat(killed.exitValue()).isEqualTo(137);
      assertThat(postsInState()).as("killed midway").isLessThan(ROWS);
    }
    long before = postsInState();
    Process last = post(database, kafka, topics, 0);
    assertThat(last.waitFor(90, TimeUnit.SECONDS)).isTrue();
    String output = new String(last.getInputStream().readAllBytes(), UTF_8);
    assertThat(last.exitValue()).as(output).isZero();

    assertThat(output.strip()).isEqualTo(before + " " + (ROWS - before));
    for (RecordKind kind : RecordKind.values()) {
      List<Integer> stored =
          kafka.read(topics.topic(kind)).stream().map(record -> index(record.value())).toList();
      assertThat(stored.stream().distinct().sorted())
          .as("%s", kind)
          .containsExactlyElementsOf(IntStream.range(0, ROWS).boxed().toList());
      // Twice came what was under way at a kill, and what was stored in the fifth of a second
      // before.
      assertThat(stored.size()).isBetween(ROWS, ROWS + 2 * 2_500);
    }
  }

  private long postsInState() throws IOException {
    return Files.exists(state()) ? JSON.readTree(state().toFile()).get("posts").longValue() : 0;
  }

  private Path state() {
    return folder.resolve("state.json");
  }

  private Process post(MariaDb database, KafkaTopics kafka, TopicNames topics, int postsPerSecond)
      throws IOException {
    String id = topics.topic(RecordKind.PIN).replace(".pin", "");
    ProcessBuilder process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                DatabasePosting.class.getName(),
                database.url("posts"),
                kafka.bootstrapServers(),
                id,
                state().toString(),
                Integer.toString(postsPerSecond))
            .redirectErrorStream(true);
    process.environment().put(DatabaseLogin.USER_VARIABLE, database.user());
    process.environment().put(DatabaseLogin.PASSWORD_VARIABLE, database.password());
    return process.start();
  }

  private static int index(byte[] payload) {
    try {
      JsonNode record = JSON.readTree(payload);
      return (record.has("index") ? record.get("index") : record.get("ind")).intValue();
    } catch (IOException e) {
      throw new IllegalArgumentException(new String(payload, UTF_8), e);
    }
  }

  private static void load(MariaDb database) throws SQLException {
    database.execute(
        "CREATE DATABASE posts CHARACTER SET utf8mb4",
        "CREATE TABLE posts.pinterest_data (`index` INT, title TEXT, category TEXT)",
        "CREATE TABLE posts.geolocation_data (ind INT, `timestamp` DATETIME, country TEXT)",
        "CREATE TABLE posts.user_data (ind INT, first_name TEXT, date_joined DATETIME)");
    insert(database, "pinterest_data", "Boots \ud83d\udc62 \u00a0", "mens-fashion");
    insert(database, "geolocation_data", "2018-01-02 03:04:05", "Albania");
    insert(database, "user_data", "Ann", "2016-01-02 03:04:05");
  }

  private static void insert(MariaDb database, String table, String second, String third)
      throws SQLException {
    try (Connection connection = database.connect("posts");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?)")) {
      connection.setAutoCommit(false);
      for (int row = 0; row < ROWS; row++) {
        insert.setInt(1, row);
        insert.setString(2, second);
        insert.setString(3, third);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
  }
}
