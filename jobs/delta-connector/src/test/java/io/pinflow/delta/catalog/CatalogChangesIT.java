package io.pinflow.delta.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.testing.SqlSession;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ALTER, DROP and the statements that make something do, or why they do not. */
class CatalogChangesIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  @TempDir private Path folder;
  private SqlSession session;

  @BeforeEach
  void openSession() {
    session = CatalogSession.on(folder.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "name", "id"})
  void addsColumnsAndPropertiesWhateverTheColumnMapping(String mapping) {
    session.run("CREATE TABLE t (id INT) WITH ('delta.columnMapping.mode' = '" + mapping + "')");
    session.run("INSERT INTO t VALUES (1)");
    session.run("ALTER TABLE t ADD (note STRING COMMENT 'what else', numbers ARRAY<DOUBLE>)");
    session.run(
        "ALTER TABLE t SET ('delta.checkpointInterval' = '3', 'delta.appendOnly' = 'true')");
    session.run("ALTER TABLE t RESET ('delta.appendOnly')");
    assertThatThrownBy(() -> session.run("ALTER TABLE t RESET ('delta.columnMapping.mode')"))
        .hasStackTraceContaining("Cannot remove the property 'delta.columnMapping.mode'");
    session.run("ALTER TABLE t SET ('delta.setTransactionRetentionDuration' = 'interval 2 days')");
    for (int i = 2; i < 6; i++) {
      session.run("INSERT INTO t VALUES (" + i + ", 'n', ARRAY[CAST(1.5 AS DOUBLE)])");
    }
    session.run("INSERT INTO t (id) VALUES (6)");
    assertThat(session.run("SELECT * FROM t WHERE id IN (1, 2, 6) ORDER BY id"))
        .containsExactly("+I[1, null, null]", "+I[2, n, [1.5]]", "+I[6, null, null]");
    assertThat(session.run("SHOW CREATE TABLE t").toString())
        .contains("`note` VARCHAR(2147483647) COMMENT 'what else'")
        .contains("'delta.checkpointInterval' = '3'")
        .contains("'delta.setTransactionRetentionDuration' = 'interval 2 days'")
        .doesNotContain("appendOnly");
  }

  @Test
  void refusesChangesWhichDeltaOrTheConnectorDoNotHave() {
    session.run("CREATE TABLE t (id INT, Note STRING)");
    assertThatThrownBy(() -> session.run("ALTER TABLE t ADD first_one INT FIRST"))
        .hasStackTraceContaining("new columns come last. Leave out FIRST and AFTER");
    assertThatThrownBy(() -> session.run("ALTER TABLE t ADD required INT NOT NULL"))
        .hasStackTraceContaining("as NOT NULL: the rows which are there have no value for it");
    assertThatThrownBy(() -> session.run("ALTER TABLE t ADD note STRING"))
        .hasStackTraceContaining("it has a column 'Note' of type string");
    assertThatThrownBy(() -> session.run("ALTER TABLE t DROP Note"))
        .hasStackTraceContaining("The Delta catalog cannot change 'default.t' by DropColumn");
    assertThatThrownBy(() -> session.run("ALTER TABLE t SET ('sink.compression' = 'SNAPPY')"))
        .hasStackTraceContaining("only properties which begin with 'delta.' are kept in a table");
    assertThatThrownBy(() -> session.run("ALTER TABLE t RENAME TO u"))
        .hasStackTraceContaining("cannot rename 'default.t'");
    assertThatThrownBy(() -> session.run("CREATE TABLE u (id INT, PRIMARY KEY (id) NOT ENFORCED)"))
        .hasStackTraceContaining("cannot keep the primary key of 'default.u'");
    assertThatThrownBy(() -> session.run("CREATE TABLE u (id INT, twice AS id * 2)"))
        .hasStackTraceContaining("cannot keep the column 'twice'");
    assertThatThrownBy(() -> session.run("CREATE TABLE u (id INT) WITH ('connector' = 'kafka')"))
        .hasStackTraceContaining("this catalog keeps Delta tables only");
    assertThatThrownBy(
            () -> session.run("CREATE TABLE u (id INT) WITH ('table-path' = '/elsewhere')"))
        .hasStackTraceContaining("the catalog puts a table into the folder of its name");
    assertThatThrownBy(() -> session.run("CREATE VIEW v AS SELECT * FROM t"))
        .hasStackTraceContaining("Use CREATE TEMPORARY VIEW, which lasts for the session");
    assertThat(session.run("SHOW TABLES")).containsExactly("+I[t]");
  }

  @Test
  void dropsATableWithItsFolder() throws IOException {
    session.run("CREATE TABLE t (id INT)");
    session.run("INSERT INTO t VALUES (1)");
    session.run("DROP TABLE t");
    assertThat(folder.resolve("t")).doesNotExist();
    assertThat(session.run("SHOW TABLES")).isEmpty();
    session.run("DROP TABLE IF EXISTS t");
    assertThatThrownBy(() -> session.run("DROP TABLE t")).hasMessageContaining("lake.default.t");
    Files.createDirectories(folder.resolve("no_table/data"));
    assertThatThrownBy(() -> session.run("DROP TABLE no_table"));
    assertThat(folder.resolve("no_table/data")).exists();
  }

  @Test
  void dropsADatabaseButNothingWhichIsNoTable() throws IOException {
    session.run("CREATE DATABASE team");
    session.run("CREATE DATABASE IF NOT EXISTS team");
    session.run("CREATE TABLE team.t (id INT)");
    assertThatThrownBy(() -> session.run("DROP DATABASE team"))
        .hasStackTraceContaining("is not empty");
    Files.writeString(folder.resolve("team").resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> session.run("DROP DATABASE team CASCADE"))
        .hasStackTraceContaining("is not empty");
    assertThat(folder.resolve("team").resolve("notes.txt")).exists();
    Files.delete(folder.resolve("team").resolve("notes.txt"));
    session.run("DROP DATABASE team CASCADE");
    assertThat(folder.resolve("team")).doesNotExist();
    session.run("CREATE DATABASE other");
    session.run("USE other");
    assertThatThrownBy(() -> session.run("DROP DATABASE `default`"))
        .hasStackTraceContaining("it is the folder of the catalog itself");
  }
}
