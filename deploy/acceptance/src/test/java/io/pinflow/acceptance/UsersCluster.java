package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinflow.testing.FreePorts;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the pages take for a user's own: a broker, an S3 server, and a folder laid out as Flink's
 * download. Runs lines of theirs on it, in which what stands there for the user's own is replaced.
 */
final class UsersCluster implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final Path folder;
  private final KafkaBroker kafka;
  private final S3Server s3;
  private final Bucket bucket;
  private final StoredLake stored;
  private final StockFlink flink;

  private UsersCluster(Path folder, KafkaBroker kafka, S3Server s3, StockFlink flink) {
    this.folder = folder;
    this.kafka = kafka;
    this.s3 = s3;
    this.bucket = Bucket.create(s3, "bucket");
    this.stored = new StoredLake(bucket.folder());
    this.flink = flink;
  }

  /** Starts the servers and lays the folder out; the cluster itself the pages start. */
  static UsersCluster start(Path folder) throws IOException {
    Map<String, String> environment =
        Map.of(
            "PINFLOW",
            Repository.root().toString(),
            "JAVA_HOME",
            System.getProperty("java.home"),
            "AWS_ACCESS_KEY_ID",
            "x",
            "AWS_SECRET_ACCESS_KEY",
            "x");
    StockFlink flink =
        StockFlink.at(
            folder.resolve("flink-1.20.0"), FreePorts.next(), FreePorts.next(), environment);
    return new UsersCluster(
        folder,
        KafkaBroker.start(Map.of("auto.create.topics.enable", "true", "num.partitions", "2")),
        S3Server.start(),
        flink);
  }

  /** Where the lines are run. */
  Path home() {
    return flink.folder();
  }

  StoredLake stored() {
    return stored;
  }

  void put(String key, String text) {
    bucket.put(key, text);
  }

  /** Sends posts to the broker. */
  void emulate(int posts, int seed) {
    CommandLine.pinflow(
            "emulate",
            "--route=kafka",
            "--to=" + kafka.bootstrapServers(),
            "--events=" + posts,
            "--seed=" + seed,
            "--home=" + folder.resolve("emulator"))
        .run(LIMIT)
        .expectSuccess();
  }

  /** Waits until each clean table has the rows of so many posts. */
  void awaitRowsOf(int posts) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              // A draw may repeat a post: such a record is a duplicate, and no row.
              for (String table : List.of("pin_table", "geo_table", "user_table")) {
                assertThat(stored.rows(table)).as(table).isBetween(posts * 9L / 10, (long) posts);
              }
            });
  }

  /** Appends to the configuration. */
  void configure(String yaml) throws IOException {
    flink.configure(replaced(yaml));
  }

  /** Runs lines of bash to the first that fails; fails if one does. */
  CommandLine.Result run(String lines) {
    return flink.run(replaced(lines), LIMIT);
  }

  /** Runs statements of SQL in the client, beside those of a file which comes first. */
  CommandLine.Result sql(String first, String statements) throws IOException {
    return run("bin/sql-client.sh -i " + first + " -f " + script(statements));
  }

  /** A file of statements. */
  Path script(String statements) throws IOException {
    return Files.writeString(folder.resolve("statements.sql"), replaced(statements));
  }

  private String replaced(String text) {
    Map<String, String> own = new HashMap<>();
    own.put("broker:9092", kafka.bootstrapServers());
    own.put("http://127.0.0.1:9000", s3.endpoint().toString());
    own.put("s3.access-key: KEY", "s3.access-key: " + s3.accessKey());
    own.put("s3.secret-key: SECRET", "s3.secret-key: " + s3.secretKey());
    own.put("interval: 60 s", "interval: 2 s");
    own.put("file:///data/lake", bucket.folder().resolve("lake").toUri().toString());
    own.put("2026-01-31 12:00:00", timeOfVersion("pin_table", 1));
    String replaced = text;
    for (Map.Entry<String, String> entry : own.entrySet()) {
      replaced = replaced.replace(entry.getKey(), entry.getValue());
    }
    return replaced;
  }

  /** A time at which that version was the newest, as far as there is one. */
  private String timeOfVersion(String table, int version) {
    Path commit = stored.table(table).resolve("_delta_log/%020d.json".formatted(version));
    try {
      Instant time =
          Files.exists(commit) ? Files.getLastModifiedTime(commit).toInstant() : Instant.EPOCH;
      return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
          .withZone(ZoneOffset.UTC)
          .format(time.plusSeconds(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends what a failed test has left, too. */
  @Override
  public void close() {
    flink.stop(LIMIT);
    s3.close();
    kafka.close();
  }
}
