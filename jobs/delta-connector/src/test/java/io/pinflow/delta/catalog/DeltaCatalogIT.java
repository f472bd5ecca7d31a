package io.pinflow.delta.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.testing.TestTable;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaCatalogIT {

  private static final StructType SCHEMA =
      new StructType().add("ind", IntegerType.INTEGER).add("country", StringType.STRING);

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  @TempDir private Path folder;
  private CatalogSession session;

  @BeforeEach
  void openSession() {
    session = CatalogSession.on(folder.toString());
  }

  @Test
  void findsTheTablesOfAnExistingLakeWithoutDdl() throws IOException {
    TestTable.create(folder.resolve("geo_table"), SCHEMA);
    TestTable.create(folder.resolve("team").resolve("posts"), SCHEMA, "country");
    Files.createDirectories(folder.resolve("raw/topics/pin"));
    Files.createDirectories(folder.resolve("_staging/x/_delta_log"));
    Files.writeString(folder.resolve("README"), "no folder");
    assertThat(session.run("SHOW DATABASES")).containsExactly("+I[default]", "+I[raw]", "+I[team]");
    assertThat(session.run("SHOW TABLES")).containsExactly("+I[geo_table]");
    assertThat(session.run("SHOW TABLES FROM team")).containsExactly("+I[posts]");
    assertThat(session.run("SHOW TABLES FROM `raw`")).isEmpty();
    assertThat(session.run("DESCRIBE geo_table"))
        .containsExactly(
            "+I[ind, INT, true, null, null, null]", "+I[country, STRING, true, null, null, null]");
    assertThat(session.run("SELECT COUNT(*) FROM geo_table")).containsExactly("+I[0]");
    assertThat(session.run("SELECT COUNT(*) FROM lake.team.posts")).containsExactly("+I[0]");
    assertThat(session.run("SHOW CREATE TABLE team.posts").toString())
        .contains("PARTITIONED BY (`country`)")
        .contains("'connector' = 'delta'")
        .doesNotContain("table-path");
  }

  @Test
  void createsATableWithAllItIsAskedAndWritesAndReadsIt() {
    session.run("CREATE DATABASE team");
    session.run("USE team");
    session.run(
        "CREATE TABLE posts (id BIGINT NOT NULL COMMENT 'its key', title STRING, price DECIMAL(10, 2),"
            + " tags ARRAY<STRING>, at_time TIMESTAMP_LTZ(6), `day` DATE) PARTITIONED BY (`day`)"
            + " WITH ('delta.appendOnly' = 'true', 'delta.setTransactionRetentionDuration' = 'interval 7 days')");
    assertThat(session.run("SHOW TABLES")).containsExactly("+I[posts]");
    assertThat(session.run("SHOW CREATE TABLE posts").toString())
        .contains("`id` BIGINT NOT NULL COMMENT 'its key'")
        .contains("'delta.appendOnly' = 'true'")
        .contains("'delta.checkpointInterval' = '10'")
        .contains("'delta.setTransactionRetentionDuration' = 'interval 7 days'");
    session.run(
        "INSERT INTO posts VALUES (1, 'a', 1.25, ARRAY['x'], CAST('2024-03-31 12:00:00' AS TIMESTAMP_LTZ(6)), DATE '2024-03-31'),"
            + " (2, 'b', CAST(NULL AS DECIMAL(10, 2)), CAST(NULL AS ARRAY<STRING>), CAST(NULL AS TIMESTAMP_LTZ(6)), CAST(NULL AS DATE))");
    session.run("INSERT INTO posts SELECT id + 2, title, price, tags, at_time, `day` FROM posts");
    assertThat(session.run("SELECT id, title, price, `day` FROM posts ORDER BY id"))
        .containsExactly(
            "+I[1, a, 1.25, 2024-03-31]",
            "+I[2, b, null, null]",
            "+I[3, a, 1.25, 2024-03-31]",
            "+I[4, b, null, null]");
    assertThat(session.run("SELECT COUNT(*) FROM posts /*+ OPTIONS('versionAsOf' = '1') */"))
        .containsExactly("+I[2]");
    assertThat(session.run("SHOW PARTITIONS posts"))
        .containsExactlyInAnyOrder("+I[day=2024-03-31]", "+I[day=__DEFAULT_PARTITION__]");
  }

  @Test
  void readsATableAsItWas() throws Exception {
    session.run("CREATE TABLE t (id INT)");
    session.run("INSERT INTO t VALUES (1)");
    session.run("ALTER TABLE t ADD note STRING");
    session.run("INSERT INTO t VALUES (2, 'new')");
    try (DeltaEngine engine = DeltaEngine.create(new Configuration())) {
      long first =
          DeltaTable.at(engine, folder.resolve("t").toString())
              .atVersion(1)
              .getTimestamp(engine.kernel());
      String time =
          LocalDateTime.ofEpochSecond(
                  Math.floorDiv(first, 1000L),
                  Math.floorMod(first, 1000) * 1_000_000,
                  ZoneOffset.UTC)
              .toString()
              .replace('T', ' ');
      assertThat(session.run("SELECT * FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '" + time + "'"))
          .containsExactly("+I[1]");
    }
    assertThat(session.run("SELECT * FROM t ORDER BY id"))
        .containsExactly("+I[1, null]", "+I[2, new]");
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
  void keepsTemporaryTablesAndViewsOfTheSession() {
    session.run("CREATE TABLE t (id INT)");
    session.run("INSERT INTO t VALUES (1), (2)");
    session.run("CREATE TEMPORARY VIEW big AS SELECT * FROM t WHERE id > 1");
    session.run(
        "CREATE TEMPORARY TABLE numbers (n INT) WITH ('connector' = 'datagen', 'number-of-rows' = '3')");
    assertThat(session.run("SELECT * FROM big")).containsExactly("+I[2]");
    assertThat(session.run("SELECT COUNT(*) FROM numbers")).containsExactly("+I[3]");
  }

  @Test
  void createsATableLikeAnotherAndFromAQuery() {
    session.run("CREATE TABLE t (id INT, `day` DATE) PARTITIONED BY (`day`)");
    session.run("INSERT INTO t VALUES (1, DATE '2024-03-31')");
    session.run("CREATE TABLE u LIKE t");
    session.run("CREATE TABLE w AS SELECT id, CAST(id AS STRING) AS text FROM t");
    assertThat(session.run("SELECT COUNT(*) FROM u")).containsExactly("+I[0]");
    assertThat(session.run("SHOW CREATE TABLE u").toString()).contains("PARTITIONED BY (`day`)");
    assertThat(session.run("SELECT * FROM w")).containsExactly("+I[1, 1]");
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
    CatalogSession other =
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

  @Test
  void runsTheExampleOfTheSqlFolder() throws IOException {
    session.run("CREATE TABLE geo_table (ind INT, country STRING)");
    session.run("INSERT INTO geo_table VALUES (1, 'Albania'), (2, 'Algeria'), (3, 'Albania')");
    session.run("USE CATALOG default_catalog");
    session.run("DROP CATALOG lake");
    session.environment().getConfig().set("delta.table-root", folder.toString());
    String script = Files.readString(Path.of("..", "..", "sql", "catalog.sql"));
    List<String> rows = new ArrayList<>();
    for (String statement : script.replaceAll("(?m)^--.*$", "").split(";")) {
      if (!statement.isBlank()) {
        rows.addAll(session.run(statement.strip()));
      }
    }
    assertThat(rows)
        .contains("+I[geo_table]", "+I[country, STRING, true, null, null, null]")
        .containsSubsequence("+I[Albania, 2]", "+I[Algeria, 1]", "+I[0]");
  }
}
