package io.pinflow.jobs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.config.JobArguments;
import io.pinflow.sql.SqlScript;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The lake's own scripts as jobs, over tables which a script has filled. */
class SqlJobIT {

  private static final String TABLES = "classpath:sql/tables.sql";
  private static final Path ANALYTICS = Path.of("..", "..", "sql", "analytics");

  /** All the analytics at once. */
  @RegisterExtension static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  @TempDir private Path lake;
  @TempDir private Path scripts;

  @BeforeEach
  void fillTheTables() throws Exception {
    // A view needs its tables, and there are none yet.
    String tables =
        LakeSession.definitions().stream()
            .filter(definition -> definition.startsWith("CREATE TABLE"))
            .map(definition -> definition + ";\n")
            .collect(joining());
    run(
        write("tables.sql", tables),
        write(
            "fill.sql",
            "-- Two posts of one key: the later one counts.\n"
                + "BEGIN STATEMENT SET;\n"
                + "INSERT INTO pin_table (ind, category, poster_name, follower_count, ingest_source,"
                + " ingest_time, ingest_date) VALUES\n"
                + pin(1, "art", "ann", 10, 0)
                + ",\n"
                + pin(2, "art;'';'', /* ", "bob", 20, 1)
                + ",\n"
                + pin(3, "food", "cid", 30, 2)
                + ",\n"
                + pin(1, "food", "ann", 12, 3)
                + ";\n"
                + "INSERT INTO geo_table (ind, country, `timestamp`, ingest_source, ingest_time,"
                + " ingest_date)\n"
                + "SELECT ind, country, TO_TIMESTAMP_LTZ(1600000000000, 3), 'kafka://geo/0/' ||"
                + " CAST(ind AS STRING), TO_TIMESTAMP_LTZ(0, 3), DATE '${date}' FROM (VALUES"
                + " (1, 'Peru'), (2, 'Peru'), (3, 'Chad')) AS t (ind, country);\n"
                + "END;\n"
                + "EXECUTE STATEMENT SET BEGIN\n"
                + "INSERT INTO user_table (ind, user_name, age, date_joined, ingest_source,"
                + " ingest_time, ingest_date)\n"
                + "SELECT ind, user_name, age, TO_TIMESTAMP_LTZ(1500000000000, 3), 'kafka://user/0/'"
                + " || CAST(ind AS STRING), TO_TIMESTAMP_LTZ(0, 3), DATE '${date}' FROM (VALUES"
                + " (1, 'ann a', 20), (2, 'bob b', 30), (3, 'cid c', 60)) AS t (ind, user_name, age);\n"
                + "END;\n"));
  }

  @Test
  void fillsEveryTableOfAScriptByOneJob() throws Exception {
    LakeSession session = session();

    assertThat(rows(session, "SELECT ind, category, CAST(ingest_date AS STRING) FROM pin_table"))
        .containsExactlyInAnyOrder(
            "+I[1, art, 2026-01-31]",
            "+I[2, art;';', /* , 2026-01-31]",
            "+I[3, food, 2026-01-31]",
            "+I[1, food, 2026-01-31]");
    assertThat(rows(session, "SELECT ind, country FROM geo")).hasSize(3);
    assertThat(rows(session, "SELECT ind, user_name FROM users")).hasSize(3);
  }

  @Test
  void storesTheAnswersOfAllTheAnalytics() throws Exception {
    LakeSession session = session();
    StringBuilder script = new StringBuilder();
    StringBuilder tables = new StringBuilder();
    List<String> names = new ArrayList<>();
    List<List<String>> answers = new ArrayList<>();
    for (Path file : analytics()) {
      String query = SqlScript.split(Files.readString(file), file.toString()).get(0).text();
      String name = "answer_" + names.size();
      names.add(name);
      answers.add(rows(session, query));
      tables.append(
          table(name, session.env().sqlQuery(query).getResolvedSchema().toPhysicalRowDataType()));
      script.append("INSERT INTO ").append(name).append('\n').append(query).append(";\n");
    }
    assertThat(names).hasSize(9);
    assertThat(answers).noneMatch(List::isEmpty);

    run(TABLES, write("answers.sql", tables.toString()), write("analytics.sql", script.toString()));

    SqlScript.split(tables.toString(), "answers.sql").forEach(s -> session.define(s.text()));
    for (int i = 0; i < names.size(); i++) {
      assertThat(rows(session, "SELECT * FROM " + names.get(i)))
          .as(analytics().get(i).toString())
          .containsExactlyInAnyOrderElementsOf(answers.get(i));
    }
  }

  private static String pin(int ind, String category, String poster, int followers, int offset) {
    return String.format(
        "(%d, '%s', '%s', %d, 'kafka://pin/0/%d', TO_TIMESTAMP_LTZ(%d, 3), DATE '${date}')",
        ind, category, poster, followers, offset, offset);
  }

  private static String table(String name, DataType type) {
    String columns =
        DataType.getFields(type).stream()
            .map(f -> f.getName() + " " + stored(f.getDataType().getLogicalType()))
            .collect(joining(", "));
    return String.format(
        "CREATE TABLE %1$s (%2$s) WITH ('connector' = 'delta', 'table-path' = 'gold/%1$s');%n",
        name, columns);
  }

  /** Delta knows one type of text, and a query's columns may be NOT NULL. */
  private static String stored(LogicalType type) {
    return type.is(LogicalTypeFamily.CHARACTER_STRING) ? "STRING" : type.copy(true).toString();
  }

  private static List<Path> analytics() throws IOException {
    try (Stream<Path> files = Files.list(ANALYTICS)) {
      return files.sorted().collect(Collectors.toList());
    }
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(scripts.resolve(name), text).toString();
  }

  private void run(String... sqlScripts) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    JobArguments arguments =
        JobArguments.of(
            new String[] {
              "--sql-scripts",
              String.join(",", sqlScripts),
              "--table-root",
              lake.toString(),
              "--date",
              "2026-01-31",
              "--parallelism",
              "1"
            });
    SqlJob job = new SqlJob();
    new JobLauncher(List.of(job)).define(job.name(), arguments, env);
    env.execute(job.name());
  }

  private LakeSession session() throws IOException {
    return LakeSession.open(lake, definition -> true);
  }

  private static List<String> rows(LakeSession session, String query) throws Exception {
    return session.query(query).stream().map(Row::toString).collect(Collectors.toList());
  }
}
