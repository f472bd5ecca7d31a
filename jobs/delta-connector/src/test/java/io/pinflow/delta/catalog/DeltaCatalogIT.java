package io.pinflow.delta.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.testing.SqlSession;
import io.pinflow.delta.testing.TestTable;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DeltaCatalogIT {

  private static final StructType SCHEMA =
      new StructType().add("ind", IntegerType.INTEGER).add("country", StringType.STRING);

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  @TempDir private Path folder;
  private SqlSession session;

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
