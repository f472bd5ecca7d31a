package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A stack queried as docs/sql-client.md says, and its tables beside what Spark reads of them. */
interface SqlBehaviour {

  String PAGE = "docs/sql-client.md";
  List<String> TABLES = List.of("pin_table", "geo_table", "user_table");

  RunningStack stack();

  @Test
  default void sqlRunsAsTheDocsSay() throws IOException {
    Path folder = stack().folder();
    Files.createSymbolicLink(folder.resolve("sql"), Repository.root().resolve("sql"));
    String lines =
        Markdown.text(PAGE, "pinflow sql", "sh")
            .replaceAll(
                "(?m)^\\./pinflow sql (.*)$",
                Matcher.quoteReplacement(Repository.root() + "/pinflow")
                    + " sql $1 --home="
                    + Matcher.quoteReplacement(stack().home().toString()));
    assertThat(lines).contains("--home=");
    CommandLine.Result sql = stack().bash(lines);
    assertThat(sql.out()).contains("category_count", "key-missing");
    assertThat(Files.readAllLines(folder.resolve("quarantined.csv")))
        .hasSize(2)
        .contains("pin,key-missing,ind,1");
  }

  @Test
  default void theGatewayAnswersAsTheDocsSay() {
    String address =
        RunningStack.found(stack().status(), "(?m)^ +sql-gateway +up .*(http://\\S+)$");
    String lines =
        Markdown.text(PAGE, "SQL gateway", "sh").replace("http://127.0.0.1:8083", address);
    await()
        .atMost(RunningStack.LIMIT)
        .untilAsserted(
            () ->
                assertThat(stack().bash(lines).out())
                    .containsPattern("\"fields\":\\[[1-9]\\d*\\]")
                    .contains("CLOSED"));
  }

  @Test
  default void sparkSeesTheRowsThatTheSqlClientSees() throws IOException {
    Path spark = stack().folder().resolve("spark-tables");
    Path lake = stack().bucket().resolve("lake");
    Stream<String> tables = TABLES.stream().map(table -> table + "=" + lake.resolve(table));
    CommandLine.sparkPeer(
            Stream.concat(Stream.of("tables", spark.toString()), tables).toArray(String[]::new))
        .run(RunningStack.LIMIT)
        .expectSuccess();

    Path copies = stack().folder().resolve("copy");
    Path script = Files.writeString(stack().folder().resolve("copy.sql"), copyOfEveryTable(copies));
    CommandLine.sqlClient(
            stack().home().resolve("conf/flink"),
            "-i",
            Repository.root().resolve("sql/tables.sql").toString(),
            "-f",
            script.toString())
        .run(RunningStack.LIMIT)
        .expectSuccess();

    for (String table : TABLES) {
      List<Map<String, Object>> expected = JsonLines.read(spark.resolve(table + ".jsonl"));
      assertThat(JsonLines.read(copies.resolve(table)))
          .as(table)
          .hasSizeGreaterThan(RunningStack.POSTS / 2)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(JsonLines.read(copies.resolve("raw_archive")))
        .hasSize(RunningStack.RECORDS)
        .doesNotHaveDuplicates()
        .allSatisfy(
            record ->
                assertThat((String) record.get("value"))
                    .matches("\\{\"(ind(ex)?\":.*|title\":\"no key\"\\})"));
  }

  /** Every table as JSON files, by the SQL Client itself: its printed tables round and cut. */
  private static String copyOfEveryTable(Path copies) {
    StringBuilder sql = new StringBuilder("SET 'table.dml-sync' = 'true';\n");
    for (String table : TABLES) {
      sql.append(
          """
          CREATE TABLE copy_of_%1$s WITH (
            'connector' = 'filesystem', 'path' = '%2$s', 'format' = 'json',
            'json.timestamp-format.standard' = 'SQL')
          AS SELECT * FROM %1$s;
          """
              .formatted(table, "file://" + copies.resolve(table)));
    }
    sql.append(
        """
        CREATE TABLE copy_of_raw_archive WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json')
        AS SELECT topic, `partition`, `offset`, `stream`, shard, `sequence`, `value` FROM raw_archive;
        """
            .formatted("file://" + copies.resolve("raw_archive")));
    return sql.toString();
  }
}
