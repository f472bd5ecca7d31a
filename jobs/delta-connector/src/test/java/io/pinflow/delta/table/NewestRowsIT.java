package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.testing.SqlSession;
import io.pinflow.testing.fixture.FlinkCluster;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The newest row of each key, beside what ROW_NUMBER says is the newest. */
class NewestRowsIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  private static final String BY_ROW_NUMBER =
      "(SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY ind"
          + " ORDER BY seen DESC, CHAR_LENGTH(place) DESC, place DESC) AS version_rank FROM versions)"
          + " WHERE version_rank = 1)";

  @TempDir private Path folder;
  private SqlSession sql;

  @BeforeEach
  void declareTable() {
    sql = SqlSession.open();
    declareIn(sql);
  }

  private void declareIn(SqlSession session) {
    session.run(
        "CREATE TABLE versions (ind INT, seen TIMESTAMP_LTZ(6), place STRING, content BIGINT,"
            + " `day` INT) PARTITIONED BY (`day`) WITH ('connector' = 'delta', 'table-path' = '"
            + folder.resolve("versions").toUri()
            + "')");
    session.run(
        "CREATE TABLE newest WITH ('source.newest-per' = 'ind',"
            + " 'source.newest-by' = 'seen, CHAR_LENGTH(place), place') LIKE versions");
  }

  /**
   * Keys, times and places repeat, alone and together, and each is NULL now and then; places of
   * equal times have different lengths. No two rows are equal in all three.
   */
  private void fill(int from, int to) {
    String digits = " (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS ";
    String numbers =
        "(SELECT a + 10 * b + 100 * c + 1000 * d AS n FROM"
            + digits
            + "t1(a) CROSS JOIN"
            + digits
            + "t2(b) CROSS JOIN"
            + digits
            + "t3(c) CROSS JOIN"
            + digits
            + "t4(d))";
    sql.run(
        "INSERT INTO versions SELECT NULLIF(MOD(n * 7919, 499) - 100, 3),"
            + " CASE WHEN MOD(n, 11) = 0 THEN NULL ELSE"
            + " TO_TIMESTAMP_LTZ(1700000000000 + MOD(n * 31, 5), 3) END,"
            + " CASE WHEN n = 499 THEN NULL ELSE CONCAT(IF(MOD(n, 2) = 0, 'é', 'p'),"
            + " CAST(n AS STRING)) END, CAST(n AS BIGINT), MOD(n, 3) FROM "
            + numbers
            + " WHERE n >= "
            + from
            + " AND n < "
            + to);
  }

  @ParameterizedTest
  @CsvSource({
    "1, ALL_EXCHANGES_PIPELINED",
    "1, ALL_EXCHANGES_BLOCKING",
    "3, ALL_EXCHANGES_PIPELINED",
    "3, ALL_EXCHANGES_BLOCKING"
  })
  void areThoseOfRowNumber(String parallelism, String exchanges) {
    fill(0, 4_000);
    fill(4_000, 5_500);
    sql.environment().getConfig().set("parallelism.default", parallelism);
    sql.environment().getConfig().set("table.exec.resource.default-parallelism", parallelism);
    sql.environment().getConfig().set("execution.batch-shuffle-mode", exchanges);
    sql.environment().getConfig().set("jobmanager.scheduler", "Default");
    List<String> expected =
        sql.run("SELECT ind, seen, place, content, `day` FROM " + BY_ROW_NUMBER);
    assertThat(expected).hasSize(499);
    assertThat(sql.run("SELECT * FROM newest")).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void doNotDependOnTheConditionsAndColumnsOfTheQuery() {
    fill(0, 2_000);
    for (String query :
        List.of(
            "SELECT content FROM %s WHERE `day` = 1",
            "SELECT ind FROM %s WHERE content < 1500",
            "SELECT COUNT(*) FROM %s",
            "SELECT MAX(content) FROM %s",
            "SELECT COUNT(*) FROM (SELECT ind FROM %s LIMIT 600)",
            // Scans of different columns and conditions which the planner makes one.
            "SELECT MAX(content) FROM %1$s UNION ALL SELECT COUNT(place) FROM %1$s WHERE `day` = 1",
            "SELECT SUM(a.content) FROM %1$s AS a JOIN %1$s AS b ON a.ind = b.ind WHERE b.`day` > 0")) {
      assertThat(sql.run(String.format(query, "newest")))
          .as(query)
          .containsExactlyInAnyOrderElementsOf(sql.run(String.format(query, BY_ROW_NUMBER)));
    }
  }

  @Test
  void leaveNothingOutOfATableWithoutVersions() {
    sql.run("INSERT INTO versions SELECT 1, NOW(), 'x', 1, 1");
    sql.run(
        "INSERT INTO versions SELECT CAST(NULL AS INT), CAST(NULL AS TIMESTAMP_LTZ(6)), 'x', 2, 1");
    sql.run("INSERT INTO versions SELECT 0, NOW(), 'x', 3, 1");
    assertThat(sql.run("SELECT content FROM newest"))
        .containsExactlyInAnyOrder("+I[1]", "+I[2]", "+I[3]");
  }

  @Test
  void areOneOfThoseWhichNothingTellsApart() {
    sql.run("INSERT INTO versions SELECT 1, CAST(NULL AS TIMESTAMP_LTZ(6)), 'x', 1, 1");
    sql.run("INSERT INTO versions SELECT 1, CAST(NULL AS TIMESTAMP_LTZ(6)), 'x', 2, 1");
    assertThat(sql.run("SELECT ind FROM newest")).containsExactly("+I[1]");
    assertThat(
            sql.run(
                "SELECT ind FROM versions /*+ OPTIONS('source.newest-per' = 'ind',"
                    + " 'source.newest-by' = 'seen') */"))
        .containsExactly("+I[1]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'source.newest-per' = 'ind'|needs 'source.newest-by' beside it",
        "'source.newest-by' = 'seen'|needs 'source.newest-per' beside it",
        "'source.newest-per' = 'content', 'source.newest-by' = 'seen'|the column 'content' is BIGINT and must be an INT",
        "'source.newest-per' = 'ind', 'source.newest-by' = 'place'|the column 'place' is STRING and must be a TIMESTAMP",
        "'source.newest-per' = 'ind', 'source.newest-by' = 'seen, day'|the column 'day' is INT and must be a STRING",
        "'source.newest-per' = 'ind', 'source.newest-by' = 'seen, plaice'|there is no column 'plaice'",
        "'source.newest-per' = 'ind', 'source.newest-by' = 'seen', 'mode' = 'streaming'|'mode' is 'streaming'"
      },
      quoteCharacter = '"')
  void needARuleThatFitsTheTable(String options, String error) {
    fill(0, 10);
    assertThatThrownBy(() -> sql.run("SELECT * FROM versions /*+ OPTIONS(" + options + ") */"))
        .hasStackTraceContaining(error);
  }

  /** A WHERE leaves out keys whose newest row is elsewhere; this finds an older one of them. */
  @ParameterizedTest
  @CsvSource({"'`day` < 2'", "'`day` = 1 OR `day` IS NULL'", "'`day` IN (0, 2)'", "'`day` > 5'"})
  void areFoundInThePartitionsWhichAreAskedFor(String condition) {
    fill(0, 2_000);
    String newest = "newest /*+ OPTIONS('source.partitions' = '" + condition + "') */";
    String all = "versions /*+ OPTIONS('source.partitions' = '" + condition + "') */";
    String byRowNumber = BY_ROW_NUMBER.replace("FROM versions", "FROM versions WHERE " + condition);
    assertThat(sql.run("SELECT content FROM " + newest))
        .containsExactlyInAnyOrderElementsOf(sql.run("SELECT content FROM " + byRowNumber));
    assertThat(sql.run("SELECT content, `day` FROM " + all + " WHERE content < 1000"))
        .containsExactlyInAnyOrderElementsOf(
            sql.run(
                "SELECT content, `day` FROM versions WHERE content < 1000 AND ("
                    + condition
                    + ")"));
    for (String aggregate : List.of("COUNT(*)", "MAX(content)")) {
      assertThat(sql.run("SELECT " + aggregate + " FROM " + all))
          .isEqualTo(sql.run("SELECT " + aggregate + " FROM versions WHERE " + condition));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'source.partitions' = 'ind = 1'|'ind' is no partition column",
        "'source.partitions' = 'day <'|source.partitions",
        "'source.partitions' = 'day = 1', 'mode' = 'streaming'|it is for mode batch"
      })
  void needAConditionOnPartitionColumns(String options, String error) {
    fill(0, 10);
    assertThatThrownBy(() -> sql.run("SELECT * FROM versions /*+ OPTIONS(" + options + ") */"))
        .hasStackTraceContaining(error);
  }

  @Test
  void someOfAllPartitionsAreNotWritten() {
    assertThatThrownBy(
            () ->
                sql.run(
                    "INSERT INTO versions /*+ OPTIONS('source.partitions' = 'day = 1') */ SELECT 1,"
                        + " NOW(), 'x', CAST(1 AS BIGINT), 1"))
        .hasStackTraceContaining("of which some partitions are read");
  }

  @Test
  void areNotWritten() {
    fill(0, 10);
    assertThatThrownBy(
            () -> sql.run("INSERT INTO newest SELECT 1, NOW(), 'x', CAST(1 AS BIGINT), 1"))
        .hasStackTraceContaining("is not written to");
  }

  @Test
  void areReadInBatchExecutionOnly() {
    fill(0, 10);
    SqlSession streaming = SqlSession.open(EnvironmentSettings.inStreamingMode());
    declareIn(streaming);
    assertThatThrownBy(() -> streaming.run("SELECT * FROM newest"))
        .hasStackTraceContaining("'execution.runtime-mode' is 'streaming'");
  }
}
