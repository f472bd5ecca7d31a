package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo as a user runs it, and what it left on disk as Spark and the SQL Client read it. One
 * home serves all tests; those that change it come last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int POSTS = 1_500;
  private static final List<String> TABLES = List.of("pin_table", "geo_table", "user_table");

  @TempDir static Path folder;

  private static Path home;
  private static Path answers;
  private static CommandLine.Result demo;

  @BeforeAll
  static void runTheDemo() {
    home = folder.resolve("home");
    answers = folder.resolve("answers");
    demo =
        CommandLine.pinflow(
                "demo", "--events=" + POSTS, "--seed=7", "--home=" + home, "--out=" + answers)
            .run(LIMIT);
  }

  @AfterAll
  static void stopWhatStillRuns() {
    CommandLine.pinflow("down", "--home=" + home).run(LIMIT).expectSuccess();
  }

  @Test
  @Order(1)
  void accountsForEveryRecordAndWritesNineAnswers() throws IOException {
    demo.expectSuccess();
    try (Stream<Path> files = Files.list(answers)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(analytics().map(name -> name + ".csv").toList());
    }
  }

  @Test
  @Order(2)
  void sparkGivesTheSameAnswers() {
    Path spark = folder.resolve("spark-answers");
    CommandLine.sparkPeer("analytics", lake().toString(), spark.toString())
        .run(LIMIT)
        .expectSuccess();
    for (String name : analytics().toList()) {
      assertThat(sortedByText(CsvRows.read(answers.resolve(name + ".csv"))))
          .as(name)
          .isNotEmpty()
          .isEqualTo(sortedByText(textOf(JsonLines.read(spark.resolve(name + ".jsonl")))));
    }
  }

  @Test
  @Order(3)
  void sparkSeesTheRowsThatTheSqlClientSees() throws IOException {
    Path spark = folder.resolve("spark-tables");
    Stream<String> tables = TABLES.stream().map(table -> table + "=" + lake().resolve(table));
    CommandLine.sparkPeer(
            Stream.concat(Stream.of("tables", spark.toString()), tables).toArray(String[]::new))
        .run(LIMIT)
        .expectSuccess();

    CommandLine.pinflow("up", "--home=" + home).run(LIMIT).expectSuccess();
    Path script = Files.writeString(folder.resolve("copy.sql"), copyOfEveryTable());
    CommandLine.sqlClient(
            home.resolve("conf/flink"),
            "-i",
            Repository.root().resolve("sql/tables.sql").toString(),
            "-f",
            script.toString())
        .run(LIMIT)
        .expectSuccess();

    for (String table : TABLES) {
      List<Map<String, Object>> expected = JsonLines.read(spark.resolve(table + ".jsonl"));
      assertThat(JsonLines.read(folder.resolve("copy").resolve(table)))
          .as(table)
          .hasSizeGreaterThan(POSTS / 2)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(JsonLines.read(folder.resolve("copy/raw_archive")))
        .hasSize(3 * POSTS)
        .doesNotHaveDuplicates()
        .allSatisfy(
            record -> assertThat((String) record.get("value")).matches("\\{\"ind(ex)?\":.*"));
  }

  @Test
  @Order(4)
  void everyRecordIsAccountedForUntilAnObjectOfTheArchiveIsTakenAway() throws IOException {
    CommandLine.Result verified = verify();
    assertThat(verified.expectSuccess().out())
        .containsPattern("kafka://pinflow.pin/\\d +\\|")
        .contains("Every position is accounted for exactly once.");

    Path object = anArchivedObject();
    Path taken = folder.resolve("taken");
    Files.move(object, taken);
    CommandLine.Result damaged = verify();
    Files.move(taken, object);

    assertThat(damaged.exitCode()).isEqualTo(1);
    assertThat(damaged.out()).containsPattern("- kafka://pinflow.pin/\\d: \\d+-\\d+ are .*archive");
  }

  @Test
  @Order(5)
  void aSecondRunOfTheSamePostsAddsNoRow() {
    CommandLine.pinflow("down", "--home=" + home).run(LIMIT).expectSuccess();
    CommandLine.pinflow("demo", "--events=" + POSTS, "--seed=7", "--home=" + home)
        .run(LIMIT)
        .expectSuccess();
    Path spark = folder.resolve("spark-second");
    CommandLine.sparkPeer("analytics", lake().toString(), spark.toString())
        .run(LIMIT)
        .expectSuccess();
    for (String name : analytics().toList()) {
      assertThat(textOf(JsonLines.read(spark.resolve(name + ".jsonl"))))
          .as(name)
          .containsExactlyInAnyOrderElementsOf(CsvRows.read(answers.resolve(name + ".csv")));
    }
  }

  private static CommandLine.Result verify() {
    return CommandLine.pinflow("verify", "--wait=off", "--home=" + home).run(LIMIT);
  }

  private static Path anArchivedObject() throws IOException {
    Path archive = home.resolve("data/s3/pinflow/raw/topics/pinflow.pin");
    try (Stream<Path> files = Files.walk(archive)) {
      return files.filter(file -> file.toString().endsWith(".json.gz")).findFirst().orElseThrow();
    }
  }

  private static Path lake() {
    return home.resolve("data/s3/pinflow/lake");
  }

  private static Stream<String> analytics() {
    try (Stream<Path> files = Files.list(Repository.root().resolve("sql/analytics"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".sql", ""))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError("Cannot list sql/analytics", e);
    }
  }

  /** Every table as JSON files, by the SQL Client itself: its printed tables round and cut. */
  private static String copyOfEveryTable() {
    StringBuilder sql = new StringBuilder("SET 'table.dml-sync' = 'true';\n");
    for (String table : TABLES) {
      sql.append(
          """
          CREATE TABLE copy_of_%1$s WITH (
            'connector' = 'filesystem', 'path' = '%2$s', 'format' = 'json',
            'json.timestamp-format.standard' = 'SQL')
          AS SELECT * FROM %1$s;
          """
              .formatted(table, "file://" + folder.resolve("copy").resolve(table)));
    }
    sql.append(
        """
        CREATE TABLE copy_of_raw_archive WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json')
        AS SELECT topic, `partition`, `offset`, `stream`, shard, `sequence`, `value` FROM raw_archive;
        """
            .formatted("file://" + folder.resolve("copy/raw_archive")));
    return sql.toString();
  }

  /** Values as the answers' CSV has them: no exponent, and a fraction for every double. */
  private static List<Map<String, String>> textOf(List<Map<String, Object>> rows) {
    return rows.stream().map(DemoIT::textOf).toList();
  }

  private static Map<String, String> textOf(Map<String, Object> row) {
    Map<String, String> text = new TreeMap<>();
    row.forEach(
        (column, value) ->
            text.put(column, value instanceof Double number ? textOf(number) : value.toString()));
    return text;
  }

  private static String textOf(Double number) {
    String text = new BigDecimal(number.toString()).toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  private static List<String> sortedByText(List<Map<String, String>> rows) {
    return rows.stream().map(Map::toString).sorted().collect(Collectors.toList());
  }
}
