package io.pinflow.jobs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.config.JobArguments;
import io.pinflow.sql.SqlScript;
import io.pinflow.sql.SqlStatement;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The dated tables after runs of their scripts by SqlJob. */
class GoldTablesIT {

  private static final Path GOLD = Path.of("..", "..", "sql", "gold", "tables.sql");

  /** All the queries at once, in slots with the memory which they are said to need. */
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(
          2,
          new Configuration()
              .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(2 * 150)));

  @TempDir private Path lake;
  @TempDir private Path scripts;

  /** There are no tables before the first run of a job, and no rows before the first posts. */
  @Test
  void anEmptyLakeHasNoAnswersAndIsNoError() throws Exception {
    daily("2026-01-30");
    assertThat(answers()).hasSize(9).allSatisfy((table, rows) -> assertThat(rows).isEmpty());

    fill("2026-01-30", "(1, 'art', 'ann', 10, 'Peru', 20)", "FALSE");
    daily("2026-01-30");
    assertThat(answers()).hasSize(9).allSatisfy((table, rows) -> assertThat(rows).isEmpty());
  }

  /** A later version of a pin, of a later day, is none for the day before, whenever that is run. */
  @Test
  void keepTheAnswersOfEachDateWhicheverIsRunWhenAndHowOften() throws Exception {
    fill("2026-01-30", "(1, 'art', 'ann', 10, 'Peru', 20), (2, 'art', 'bob', 30, 'Peru', 30)");
    daily("2026-01-30");
    Map<String, List<String>> first = answers();
    assertThat(first.values()).noneMatch(List::isEmpty);
    assertThat(first.get("popular_category_by_country"))
        .containsExactly("+I[Peru, art, 2, 2026-01-30]");
    assertThat(first.get("median_followers_by_age_group"))
        .containsExactlyInAnyOrder("+I[18-24, 10.0, 2026-01-30]", "+I[25-35, 30.0, 2026-01-30]");

    fill("2026-01-31", "(1, 'food', 'ann', 12, 'Chad', 20), (3, 'food', 'cid', 50, 'Chad', 60)");
    daily("2026-01-31");
    Map<String, List<String>> second = answers();
    assertThat(second.get("popular_category_by_country"))
        .containsExactlyInAnyOrder(
            "+I[Peru, art, 2, 2026-01-30]",
            "+I[Peru, art, 1, 2026-01-31]",
            "+I[Chad, food, 2, 2026-01-31]");
    first.forEach((table, rows) -> assertThat(second.get(table)).as(table).containsAll(rows));

    daily("2026-01-30");
    daily("2026-01-31");
    Map<String, List<String>> again = answers();
    second.forEach(
        (table, rows) ->
            assertThat(again.get(table)).as(table).containsExactlyInAnyOrderElementsOf(rows));
  }

  private void daily(String date) throws Exception {
    run(
        date,
        "classpath:sql/tables.sql",
        "classpath:sql/gold/tables.sql",
        "classpath:sql/gold/daily.sql");
  }

  /** One post a key: its pin, its place and its user. */
  private void fill(String date, String posts) throws Exception {
    fill(date, posts, "TRUE");
  }

  private void fill(String date, String posts, String condition) throws Exception {
    // A view needs its tables, and there may be none yet.
    String tables =
        LakeSession.definitions().stream()
            .filter(definition -> definition.startsWith("CREATE TABLE"))
            .map(definition -> definition + ";\n")
            .collect(joining());
    String source =
        ", 'kafka://t/0/' || CAST(ind AS STRING), CAST(TIMESTAMP '${date} 12:00:00' AS"
            + " TIMESTAMP_LTZ(6)), DATE '${date}' FROM (VALUES "
            + posts
            + ") AS t (ind, category, poster, followers, country, age) WHERE "
            + condition
            + ";\n";
    String fill =
        "INSERT INTO pin_table (ind, category, poster_name, follower_count, ingest_source,"
            + " ingest_time, ingest_date) SELECT ind, category, poster, followers"
            + source
            + "INSERT INTO geo_table (ind, country, `timestamp`, ingest_source, ingest_time,"
            + " ingest_date) SELECT ind, country, TO_TIMESTAMP_LTZ(1600000000000, 3)"
            + source
            + "INSERT INTO user_table (ind, user_name, age, date_joined, ingest_source,"
            + " ingest_time, ingest_date) SELECT ind, poster, age,"
            + " TO_TIMESTAMP_LTZ(1500000000000, 3)"
            + source;
    run(date, write("tables.sql", tables), write("fill.sql", fill));
  }

  /** All rows of the dated tables. */
  private Map<String, List<String>> answers() throws Exception {
    LakeSession session = LakeSession.open(lake, definition -> false);
    Map<String, List<String>> answers = new LinkedHashMap<>();
    for (SqlStatement table : SqlScript.split(Files.readString(GOLD), GOLD.toString())) {
      session.define(table.text());
      String name = table.text().replaceFirst("(?s)CREATE TABLE (\\w+).*", "$1");
      answers.put(
          name,
          session.query("SELECT * FROM " + name).stream()
              .map(Row::toString)
              .collect(Collectors.toList()));
    }
    return answers;
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(scripts.resolve(name), text).toString();
  }

  private void run(String date, String... sqlScripts) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    JobArguments arguments =
        JobArguments.of(
            new String[] {
              "--sql-scripts",
              String.join(",", sqlScripts),
              "--table-root",
              lake.toString(),
              "--date",
              date,
              "--parallelism",
              "1"
            });
    SqlJob job = new SqlJob();
    new JobLauncher(List.of(job)).define(job.name(), arguments, env);
    env.execute(job.name());
  }
}
