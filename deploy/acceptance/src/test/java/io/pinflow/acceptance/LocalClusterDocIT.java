package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.KinesisServer;
import io.pinflow.testing.fixture.RequiresKinesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

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
  private static final String TABLES = "sql/tables.sql";
  private static final int POSTS = 200;

  @TempDir static Path temporary;

  private static UsersCluster cluster;

  @BeforeAll
  static void startServersAndLayOutFlink() throws IOException {
    cluster = UsersCluster.start(temporary.toRealPath());
    cluster.emulate(POSTS, 7);
  }

  @AfterAll
  static void stopWhatStillRuns() {
    if (cluster != null) {
      cluster.close();
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
    cluster.configure(Markdown.text(PAGE, "Configuration", "yaml"));
    run("Start");
    assertThat(run("Jobs").out())
        .contains("RawArchiveJob (RUNNING)", "CleanJob (RUNNING)")
        .containsPattern("Job has been submitted with JobID [0-9a-f]{32}");
    cluster.awaitRowsOf(POSTS);
    assertThat(cluster.stored().archived()).isNotEmpty();
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
    cluster.emulate(POSTS, 8);
    cluster.awaitRowsOf(2 * POSTS);
    assertThat(rows("pin_table")).isGreaterThan(before).isLessThanOrEqualTo(2L * POSTS);
  }

  @Test
  @Order(5)
  void theSqlClientDoesWhatItsPageSays() throws IOException {
    Files.createSymbolicLink(cluster.home().resolve("sql"), Repository.root().resolve("sql"));
    assertAnswers(cluster.run(Markdown.text(SQL_PAGE, "SQL Client", "sh")));
    for (String section : List.of("Statements", "Time travel", "Catalog")) {
      assertAnswers(cluster.sql(TABLES, Markdown.text(SQL_PAGE, section, "sql")));
    }
  }

  @Test
  @Order(6)
  void theAnswersOfADayAreKept() throws IOException {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    String lines = Markdown.text(SQL_PAGE, "Dated results", "sh").replace("2026-01-31", today);
    assertThat(cluster.run(lines).out()).doesNotContain("[ERROR]");
    String statements =
        Markdown.text(SQL_PAGE, "Dated results", "sql").replace("2026-01-31", today);
    CommandLine.Result kept = cluster.sql("with_gold.sql", statements);
    assertAnswers(kept);
    assertThat(kept.out()).contains(today);
  }

  @Test
  @Order(7)
  void aStreamingQueryPrintsChangesUntilItIsEnded() throws IOException {
    Path script = cluster.script(Markdown.text(SQL_PAGE, "Streaming", "sql"));
    CommandLine.Result unused =
        cluster.run(
            """
            bin/sql-client.sh -i sql/tables.sql -f %s >streaming.txt 2>&1 &
            until grep -q '| +I |' streaming.txt; do kill -0 $!; sleep 1; done
            kill $!
            for job in $(bin/flink list -r | grep -o '[0-9a-f]\\{32\\}'); do bin/flink cancel $job; done
            """
                .formatted(script));
  }

  @Test
  @Order(8)
  @RequiresKinesis
  void theReadmesLinesRunAsPrinted() throws IOException {
    cluster.put(
        "gold.sql",
        "CREATE TABLE gold (posts BIGINT) WITH ('connector' = 'delta', 'table-path' = 'gold');\n"
            + "INSERT INTO gold SELECT COUNT(*) FROM pins;\n");
    try (KinesisServer kinesis = KinesisServer.start()) {
      String lines =
          Markdown.text("README.md", "Use it on a Flink cluster", "")
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
              cluster
                  .run(
                      "ln -s pinflow-pipeline.jar pinflow-pipeline-0.jar\nPATH=$PWD/bin:$PATH\n"
                          + lines.replace(gate, "! " + gate))
                  .toString())
          .contains("a day must have at least 1");
      assertThat(rows("gold")).isEqualTo(1);
      assertAnswers(
          cluster.run(
              "PATH=$PWD/bin:$PATH\n"
                  + Markdown.text("README.md", "Use it from the SQL Client", "")));
    }
  }

  @Test
  @Order(9)
  void theClusterEnds() {
    run("Down");
    assertThat(cluster.run("ls run").out()).isEmpty();
  }

  private static CommandLine.Result run(String section) {
    return cluster.run(Markdown.text(PAGE, section, "sh"));
  }

  private static void assertAnswers(CommandLine.Result result) {
    assertThat(result.out()).doesNotContain("[ERROR]").containsPattern("\\d+ rows? in set");
  }

  private static List<String> sections(String page, String language) {
    return Markdown.blocks(page).stream()
        .filter(block -> block.language().equals(language))
        .map(Markdown.Block::section)
        .distinct()
        .toList();
  }

  private static long rows(String table) throws IOException {
    return cluster.stored().rows(table);
  }
}
