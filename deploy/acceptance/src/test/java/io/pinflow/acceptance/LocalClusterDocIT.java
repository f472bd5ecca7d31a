package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.testing.FreePorts;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.KinesisServer;
import io.pinflow.testing.S3Server;
import io.pinflow.testing.fixture.RequiresKinesis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Does what docs/local-cluster.md says, line by line, then what README.md and docs/sql-client.md
 * say of such a cluster. What stands in the pages for the user's own is replaced: the broker, the
 * S3 server and its keys, and the checkpoint interval, which a test does not wait for.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class LocalClusterDocIT {

  private static final String PAGE = "docs/local-cluster.md";
  private static final String SQL_PAGE = "docs/sql-client.md";
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final int POSTS = 200;

  @TempDir static Path temporary;

  private static KafkaBroker kafka;
  private static S3Server s3;
  private static StockFlink flink;

  @BeforeAll
  static void startServersAndLayOutFlink() throws IOException {
    kafka = KafkaBroker.start(Map.of("auto.create.topics.enable", "true", "num.partitions", "2"));
    s3 = S3Server.start();
    s3.createBucket("bucket");
    emulate(7);
    flink =
        StockFlink.at(
            temporary.toRealPath().resolve("flink-1.20.0"),
            FreePorts.next(),
            FreePorts.next(),
            Map.of(
                "PINFLOW",
                Repository.root().toString(),
                "JAVA_HOME",
                System.getProperty("java.home"),
                "AWS_ACCESS_KEY_ID",
                "x",
                "AWS_SECRET_ACCESS_KEY",
                "x"));
  }

  @AfterAll
  static void stopWhatStillRuns() {
    if (flink != null) {
      flink.stop(LIMIT);
    }
    if (s3 != null) {
      s3.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }

  @Test
  @Order(1)
  void everySectionOfThePagesIsRun() {
    assertThat(sections(PAGE, "sh"))
        .containsExactly(
            "Jars", "Start", "Jobs", "SQL as a job", "SQL Client", "Stop, and go on", "Down");
    assertThat(sections(PAGE, "yaml")).containsExactly("Configuration");
    assertThat(sections(SQL_PAGE, "sh"))
        .containsExactly("pinflow sql", "SQL Client", "Dated results", "SQL gateway");
    assertThat(sections(SQL_PAGE, "sql"))
        .containsExactly("Statements", "Dated results", "Time travel", "Catalog", "Streaming");
  }

  @Test
  @Order(2)
  void theJobsRunOnTheClusterWhichThePageSetsUp() throws IOException {
    run("Jars");
    flink.configure(replaced(Markdown.text(PAGE, "Configuration", "yaml")));
    run("Start");
    assertThat(run("Jobs").out())
        .contains("RawArchiveJob (RUNNING)", "CleanJob (RUNNING)")
        .containsPattern("Job has been submitted with JobID [0-9a-f]{32}");
    awaitRows(POSTS);
    assertThat(archivedObjects()).isPositive();
  }

  @Test
  @Order(3)
  void sqlRunsAsAJobAndInTheClient() throws IOException {
    run("SQL as a job");
    assertThat(rows("posts_by_country")).isPositive();
    assertThat(run("SQL Client").out())
        .contains("category_count")
        .containsPattern("\\d+ rows? in set");
  }

  @Test
  @Order(4)
  void aSavepointIsRestoredAndNothingIsStoredTwice() throws IOException {
    long before = rows("pin_table");
    assertThat(run("Stop, and go on").out()).contains("Job has been submitted");
    emulate(8);
    awaitRows(2 * POSTS);
    assertThat(rows("pin_table")).isGreaterThan(before).isLessThanOrEqualTo(2L * POSTS);
  }

  @Test
  @Order(5)
  void theSqlClientDoesWhatItsPageSays() throws IOException {
    Files.createSymbolicLink(flink.folder().resolve("sql"), Repository.root().resolve("sql"));
    CommandLine.Result lines =
        flink.run(replaced(Markdown.text(SQL_PAGE, "SQL Client", "sh")), LIMIT);
    assertThat(lines.out()).doesNotContain("[ERROR]").containsPattern("rows? in set");
    for (String section : List.of("Statements", "Time travel", "Catalog")) {
      Path script =
          Files.writeString(
              temporary.resolve("statements.sql"),
              replaced(Markdown.text(SQL_PAGE, section, "sql")));
      CommandLine.Result statements =
          flink.run("bin/sql-client.sh -i sql/tables.sql -f " + script, LIMIT);
      assertThat(statements.out())
          .as(section)
          .doesNotContain("[ERROR]")
          .containsPattern("rows? in set");
    }
  }

  @Test
  @Order(6)
  void theAnswersOfADayAreKept() throws IOException {
    assumeThat(Repository.root().resolve("sql/gold/daily.sql")).exists();
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    String lines = Markdown.text(SQL_PAGE, "Dated results", "sh").replace("2026-01-31", today);
    assertThat(flink.run(lines, LIMIT).out()).doesNotContain("[ERROR]");
    Path script =
        Files.writeString(
            temporary.resolve("gold.sql"),
            Markdown.text(SQL_PAGE, "Dated results", "sql").replace("2026-01-31", today));
    assertThat(flink.run("bin/sql-client.sh -i with_gold.sql -f " + script, LIMIT).out())
        .doesNotContain("[ERROR]")
        .containsPattern("\\d+ rows? in set")
        .contains(today);
  }

  @Test
  @Order(7)
  void aStreamingQueryPrintsChangesUntilItIsEnded() throws IOException {
    Path script =
        Files.writeString(
            temporary.resolve("streaming.sql"), Markdown.text(SQL_PAGE, "Streaming", "sql"));
    CommandLine.Result unused =
        flink.run(
            """
            bin/sql-client.sh -i sql/tables.sql -f %s >streaming.txt 2>&1 &
            until grep -q '| +I |' streaming.txt; do kill -0 $!; sleep 1; done
            kill $!
            for job in $(bin/flink list -r | grep -o '[0-9a-f]\\{32\\}'); do bin/flink cancel $job; done
            """
                .formatted(script),
            LIMIT);
  }

  @Test
  @Order(8)
  @RequiresKinesis
  void theReadmesLinesRunAsPrinted() throws IOException {
    put(
        "gold.sql",
        "CREATE TABLE gold (posts BIGINT) WITH ('connector' = 'delta', 'table-path' = 'gold');\n"
            + "INSERT INTO gold SELECT COUNT(*) FROM pins;\n");
    try (KinesisServer kinesis = KinesisServer.start()) {
      String lines =
          indented("README.md", "Use it on a Flink cluster")
              .replace(
                  "--kinesis-region eu-west-1",
                  "--kinesis-region "
                      + kinesis.region()
                      + " --kinesis-endpoint "
                      + kinesis.endpoint());
      assertThat(lines.lines())
          .hasSizeGreaterThanOrEqualTo(5)
          .allMatch(line -> line.startsWith("flink "));
      // Nothing came in yesterday, for which the gate is closed.
      String gate = "flink run -c io.pinflow.jobs.QualityJob";
      assertThat(
              flink
                  .run(
                      "ln -s pinflow-pipeline.jar pinflow-pipeline-0.jar\nPATH=$PWD/bin:$PATH\n"
                          + replaced(lines).replace(gate, "! " + gate),
                      LIMIT)
                  .toString())
          .contains("a day must have at least 1");
      assertThat(rows("gold")).isEqualTo(1);
      assertThat(
              flink
                  .run(
                      "PATH=$PWD/bin:$PATH\n" + indented("README.md", "Use it from the SQL Client"),
                      LIMIT)
                  .out())
          .doesNotContain("[ERROR]")
          .containsPattern("rows? in set");
    }
  }

  @Test
  @Order(9)
  void theClusterEnds() {
    run("Down");
    assertThat(flink.run("ls run", LIMIT).out()).isEmpty();
  }

  private static CommandLine.Result run(String section) {
    return flink.run(replaced(Markdown.text(PAGE, section, "sh")), LIMIT);
  }

  /** What stands in the pages for the user's own. */
  private static String replaced(String text) {
    Map<String, String> own = new HashMap<>();
    own.put("broker:9092", kafka.bootstrapServers());
    own.put("http://127.0.0.1:9000", s3.endpoint().toString());
    own.put("s3.access-key: KEY", "s3.access-key: " + s3.accessKey());
    own.put("s3.secret-key: SECRET", "s3.secret-key: " + s3.secretKey());
    own.put("interval: 60 s", "interval: 2 s");
    own.put("file:///data/lake", s3.bucket("bucket").resolve("lake").toUri().toString());
    own.put("2026-01-31 12:00:00", timeOfVersion("pin_table", 1));
    String replaced = text;
    for (Map.Entry<String, String> entry : own.entrySet()) {
      replaced = replaced.replace(entry.getKey(), entry.getValue());
    }
    return replaced;
  }

  /** A time at which that version was the newest, as far as there is one. */
  private static String timeOfVersion(String table, int version) {
    Path commit =
        s3.bucket("bucket").resolve("lake/%s/_delta_log/%020d.json".formatted(table, version));
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

  private static List<String> sections(String page, String language) {
    return Markdown.blocks(page).stream()
        .filter(block -> block.language().equals(language))
        .map(Markdown.Block::section)
        .distinct()
        .toList();
  }

  private static String indented(String page, String section) {
    return Markdown.text(page, section, "");
  }

  private static void emulate(int seed) {
    CommandLine.pinflow(
            "emulate",
            "--route=kafka",
            "--to=" + kafka.bootstrapServers(),
            "--events=" + POSTS,
            "--seed=" + seed,
            "--home=" + temporary.resolve("emulator"))
        .run(LIMIT)
        .expectSuccess();
  }

  private static void awaitRows(int posts) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              // A draw may repeat a post: such a record is a duplicate, and no row.
              for (String table : List.of("pin_table", "geo_table", "user_table")) {
                assertThat(rows(table)).as(table).isBetween(posts * 9L / 10, (long) posts);
              }
            });
  }

  /** As an object: the server knows no checksum of a file that was laid into its folder. */
  private static void put(String key, String text) {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(s3.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())))
            .build()) {
      PutObjectResponse unused =
          client.putObject(
              request -> request.bucket("bucket").key(key), RequestBody.fromString(text));
    }
  }

  /** The rows which a table's log tells of; of one that nothing has rewritten. */
  private static long rows(String table) throws IOException {
    Path log = s3.bucket("bucket").resolve("lake").resolve(table).resolve("_delta_log");
    if (!Files.isDirectory(log)) {
      return 0;
    }
    ObjectMapper json = new ObjectMapper();
    long rows = 0;
    try (Stream<Path> files = Files.list(log)) {
      for (Path commit : files.filter(file -> file.toString().endsWith(".json")).toList()) {
        for (String line : Files.readAllLines(commit)) {
          JsonNode add = json.readTree(line).path("add");
          if (add.path("dataChange").asBoolean()) {
            rows += json.readTree(add.path("stats").asText()).path("numRecords").asLong();
          }
        }
      }
    }
    return rows;
  }

  private static long archivedObjects() throws IOException {
    try (Stream<Path> files = Files.walk(s3.bucket("bucket").resolve("raw/topics"))) {
      return files
          .map(Path::toString)
          .filter(name -> name.endsWith(".json.gz"))
          .collect(Collectors.counting());
    }
  }
}
