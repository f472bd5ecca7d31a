package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.config.ConfigurationException;
import io.pinflow.jobs.config.JobArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SqlJob says of a script it cannot run, before anything is submitted. */
class SqlScriptErrorsTest {

  private static final String SINK =
      "CREATE TABLE sink (a INT) WITH ('connector' = 'blackhole');\n";

  @TempDir private Path folder;

  @Test
  void namesTheLineOfTheScriptWhereASyntaxErrorIs() throws IOException {
    assertRefused(SINK + "-- a comment\n\nINSERT INTO sink\nSELECT 1\nFRM x;")
        .hasMessageContaining(".sql:6: ")
        .hasMessageContaining("at line 6, column 5");
  }

  @Test
  void namesTheLineOfTheScriptWhereANameIsUnknown() throws IOException {
    assertRefused(SINK + "INSERT INTO sink SELECT 1;\nINSERT INTO sink\nSELECT\n  b FROM sink;")
        .hasMessageContaining(".sql:5: ")
        .hasMessageContaining("Column 'b' not found");
  }

  @Test
  void namesTheLineInsideAStatementSet() throws IOException {
    assertRefused(SINK + "EXECUTE STATEMENT SET BEGIN\nINSERT INTO sink SELECT 1;\nSELECT 1;\nEND;")
        .hasMessageContaining(".sql:4: it is no INSERT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "WITH t AS (SELECT 1) SELECT * FROM t",
        "(SELECT 1)",
        "VALUES (1)",
        "SHOW TABLES",
        "explain plan for INSERT INTO sink SELECT 1"
      })
  void refusesWhatReturnsRowsAndSaysWhatToDo(String query) throws IOException {
    assertRefused(SINK + query + ";\nINSERT INTO sink SELECT 1")
        .hasMessageContaining(".sql:2: it returns rows")
        .hasMessageContaining("Write INSERT INTO a table, or run the script in the SQL Client");
  }

  @Test
  void refusesATableThatIsFilledByAJobOfItsOwn() throws IOException {
    assertRefused("CREATE TABLE t\nWITH ('connector' = 'blackhole')\nAS SELECT 1 AS a;")
        .hasMessageContaining(".sql:1: it would start a job of its own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"QUIT", "ADD JAR 'x.jar'", "DELETE FROM sink", "?"})
  void refusesWhatNoJobCanDo(String statement) throws IOException {
    assertRefused(SINK + statement + ";")
        .hasMessageContaining(".sql:2: it is none that a job can run");
  }

  @Test
  void refusesASettingThatComesTooLate() throws IOException {
    assertRefused(SINK + "INSERT INTO sink SELECT 1;\nSET 'parallelism.default' = '1';")
        .hasMessageContaining(".sql:3: ")
        .hasMessageContaining("Put it before the first INSERT");
  }

  @Test
  void refusesASettingThatIsNone() throws IOException {
    assertRefused("SET;")
        .hasMessageContaining(".sql:1: it is no setting. Write SET 'key' = 'value'");
    assertRefused("SET 'execution.runtime-mode' = 'fast';")
        .hasMessageContaining(".sql:1: 'fast' is no runtime mode");
  }

  @Test
  void namesAVariableWithoutAValue() throws IOException {
    assertRefused(SINK + "INSERT INTO sink\nSELECT ${answer};")
        .hasMessageContaining(".sql:3: ${answer} has no value")
        .hasMessageContaining("There are date")
        .hasMessageContaining("--sql-variables.NAME");
  }

  @Test
  void refusesAVariableThatIsOneAlreadyOrWouldEndATheTextItIsIn() throws IOException {
    assertRefused(SINK, "--sql-variables.date", "x", "--sql-variables.name", "O'Neill")
        .hasMessageContaining("sql-variables.date = 'x'")
        .hasMessageContaining("Give --date")
        .hasMessageContaining("sql-variables.name")
        .hasMessageContaining("holds a quote");
  }

  @Test
  void refusesScriptsWithoutAnythingForAJobToDo() throws IOException {
    assertRefused("-- nothing\n").hasMessageContaining("There is no statement in");
    assertRefused(SINK).hasMessageContaining(".sql:1, there is no INSERT");
  }

  @Test
  void namesAScriptThatCannotBeRead() throws IOException {
    assertFails("--sql-scripts", folder.resolve("none.sql").toString())
        .hasMessageContaining("none.sql' (--sql-scripts) cannot be read: there is no such file");
    assertFails("--sql-scripts", "classpath:sql/none.sql")
        .hasMessageContaining("there is no such file");
    Path latin = Files.write(folder.resolve("latin.sql"), new byte[] {'-', '-', (byte) 0xe9});
    assertFails("--sql-scripts", latin.toString()).hasMessageContaining("it is not UTF-8 text");
  }

  @Test
  void takesVariablesInAnyPlace() throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("good.sql"),
            SINK.replace("sink", "${table}") + "INSERT INTO ${table} SELECT ${number}");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    define(
        env,
        "--sql-scripts",
        script.toString(),
        "--sql-variables.table",
        "sink",
        "--sql-variables.number",
        "1");
    assertThat(env.getTransformations()).isNotEmpty();
  }

  private AbstractThrowableAssert<?, ?> assertRefused(String script, String... more)
      throws IOException {
    Path file = Files.writeString(folder.resolve("script.sql"), script);
    List<String> args = new ArrayList<>(List.of("--sql-scripts", file.toString()));
    args.addAll(List.of(more));
    return assertFails(args.toArray(new String[0]));
  }

  private static AbstractThrowableAssert<?, ?> assertFails(String... args) {
    return assertThatThrownBy(
            () -> define(StreamExecutionEnvironment.getExecutionEnvironment(), args))
        .isInstanceOf(ConfigurationException.class);
  }

  private static void define(StreamExecutionEnvironment env, String... args) {
    SqlJob job = new SqlJob();
    new JobLauncher(List.of(job)).define(job.name(), JobArguments.of(args), env);
  }
}
