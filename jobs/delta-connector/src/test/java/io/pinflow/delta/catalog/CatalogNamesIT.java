package io.pinflow.delta.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.testing.SqlSession;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names tables, databases and options may have. */
class CatalogNamesIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  @TempDir private Path folder;
  private SqlSession session;

  @BeforeEach
  void openSession() {
    session = CatalogSession.on(folder.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", ".", "../x", "a/b", "/etc", "a\\b", "s3://x", "_delta_log", "a%2Fb"})
  void refusesNamesWhichLeadElsewhere(String name) {
    for (String sql :
        List.of(
            "CREATE TABLE `%s` (id INT)",
            "CREATE DATABASE `%s`",
            "DROP TABLE `%s`",
            "DROP DATABASE `%s` CASCADE",
            "SELECT * FROM `%s`.t",
            "SELECT * FROM lake.`default`.`%s`")) {
      String statement = String.format(sql, name);
      assertThatThrownBy(() -> session.run(statement))
          .as(statement)
          .hasStackTraceContaining("'" + name + "' cannot be the name of a");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "Ünïcödé 雪", "it''s", "a=b&c", "x#y?z", "semi;colon", "plus+"})
  void takesOddNames(String name) {
    String folderName = name.replace("''", "'");
    String quoted = "`" + folderName + "`";
    session.run("CREATE DATABASE " + quoted);
    session.run("CREATE TABLE " + quoted + "." + quoted + " (id INT, p STRING) PARTITIONED BY (p)");
    session.run("INSERT INTO " + quoted + "." + quoted + " VALUES (1, '" + name + "')");
    assertThat(session.run("SELECT * FROM " + quoted + "." + quoted))
        .containsExactly("+I[1, " + folderName + "]");
    assertThat(session.run("SHOW TABLES FROM " + quoted)).containsExactly("+I[" + folderName + "]");
    assertThat(folder.resolve(folderName).resolve(folderName).resolve("_delta_log")).exists();
    session.run("DROP DATABASE " + quoted + " CASCADE");
    assertThat(folder.resolve(folderName)).doesNotExist();
  }

  @Test
  void namesTheRootAsTold() {
    session.run("CREATE TABLE t (id INT)");
    SqlSession other =
        CatalogSession.on(folder.toString(), Map.of("default-database", "lake_root"));
    assertThat(other.run("SHOW DATABASES")).containsExactly("+I[lake_root]");
    assertThat(other.run("SELECT COUNT(*) FROM lake_root.t")).containsExactly("+I[0]");
  }

  @Test
  void refusesARootNameWhichAFolderHas() throws IOException {
    Files.createDirectories(folder.resolve("default"));
    assertThatThrownBy(() -> CatalogSession.on(folder.toString()))
        .hasStackTraceContaining("Give the default database another name");
  }

  @Test
  void namesTheOptionThatIsWrong() {
    assertThatThrownBy(
            () -> session.run("CREATE CATALOG c1 WITH ('type' = 'delta', 'warehous' = '/x')"))
        .hasStackTraceContaining("There is no option 'warehous'. Was 'warehouse' meant?");
    assertThatThrownBy(() -> session.run("CREATE CATALOG c2 WITH ('type' = 'delta')"))
        .hasStackTraceContaining("it is not set, nor is 'delta.table-root' of the session");
    assertThatThrownBy(
            () -> session.run("CREATE CATALOG c3 WITH ('type' = 'delta', 'warehouse' = 'lake')"))
        .hasStackTraceContaining("it is not absolute");
    session.environment().getConfig().set("delta.table-root", folder.toString());
    session.run("CREATE CATALOG c4 WITH ('type' = 'delta')");
    assertThat(session.run("SHOW TABLES IN c4.`default`")).isEmpty();
  }
}
