package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.sql.SqlScript;
import io.pinflow.sql.SqlStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dated tables hold the answers of the analytics, and nothing is written twice differently. */
class GoldScriptsTest {

  private static final Path SQL = Path.of("..", "..", "sql");
  private static final Pattern INSERT =
      Pattern.compile(
          "INSERT OVERWRITE (\\w+) PARTITION \\(result_date = '\\$\\{date}'\\)\n"
              + "SELECT \\* FROM \\(\n(.*)\n\\) AS answer",
          Pattern.DOTALL);

  @Test
  void dailyRunsTheVeryQueriesOfTheAnalytics() throws IOException {
    assertThat(insertedQueries()).isEqualTo(analytics());
  }

  @Test
  void thereIsADatedTableForEachQuery() throws IOException {
    List<String> tables =
        statements("gold/tables.sql").stream()
            .map(SqlStatement::text)
            .map(text -> text.replaceFirst("(?s)CREATE TABLE (\\w+) \\(.*'gold/(\\w+)'.*", "$1 $2"))
            .collect(Collectors.toList());
    assertThat(tables)
        .containsExactlyElementsOf(
            analytics().keySet().stream()
                .map(name -> name + ' ' + name)
                .collect(Collectors.toList()));
    assertThat(statements("gold/tables.sql"))
        .allSatisfy(
            table ->
                assertThat(table.text())
                    .contains("  result_date DATE\n) PARTITIONED BY (result_date)"));
  }

  private static Map<String, String> insertedQueries() throws IOException {
    Map<String, String> queries = new LinkedHashMap<>();
    for (SqlStatement statement : statements("gold/daily.sql")) {
      if (statement.text().startsWith("EXECUTE STATEMENT SET")) {
        for (SqlStatement insert : SqlScript.ofSet(statement)) {
          Matcher parts = INSERT.matcher(insert.text());
          assertThat(parts.matches()).as(insert.place()).isTrue();
          queries.put(parts.group(1), parts.group(2));
        }
      }
    }
    return queries;
  }

  /** By the file's name, without its number. */
  private static Map<String, String> analytics() throws IOException {
    Map<String, String> queries = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(SQL.resolve("analytics"))) {
      for (Path file : files.sorted().collect(Collectors.toList())) {
        String name = file.getFileName().toString().replaceFirst("\\d+b?_(\\w+)\\.sql", "$1");
        queries.put(name, SqlScript.split(Files.readString(file), file.toString()).get(0).text());
      }
    }
    return queries;
  }

  private static List<SqlStatement> statements(String script) throws IOException {
    return SqlScript.split(Files.readString(SQL.resolve(script)), script);
  }
}
